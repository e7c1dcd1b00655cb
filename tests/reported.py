"""A database in which everything is that a report shows, and words that try to be something else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from claimsdb.library import Database

TALKS: Final = (
    "The minister said the talks had ended in Geneva, and that they would go on in Astana.\n\n"
    "Two officials denied it. “Nobody left the table,” one of them said."
)
ARABIC: Final = (
    "قالت الوزيرة إن المحادثات انتهت في جنيف يوم الأحد.\n\n"
    "وأضافت أن \u200fGeneva 2017\u200f كانت الأخيرة، وأن المفاوضات ستستمر."
)
EVIL: Final = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> </title></style><!-- --> ]]> &amp; &lt; \"'`"
    " \u202eevil\u202c \u2066isolated \U0001f642 e\u0301 " + "long" * 200
)
CONTROLS: Final = "\x1b[31mred\x07 \x0c \ufdd0 \ufffe"
BEFORE: Final = "The bridge fell in March. The mayor closed the road that day. A boat sank there too."
AFTER: Final = "The bridge collapsed in March. The mayor closed the road that day. Nothing else is known."
ADDRESSES: Final = (
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//example.org/x",
    "https:\\\\example.org",
    "file:///etc/passwd",
    'https://example.org/"onmouseover="alert(1)',
)
GOOD: Final = "https://example.org/talks?a=1&b=2#c"

_TALKS: Final[dict[str, Any]] = {
    "text": TALKS,
    "article": {
        "file": "talks.txt",
        "title": "The talks",
        "outlet": "The Example",
        "published": "2017-02-15",
        "authors": ["Ada Example"],
        "language": "en",
        "url": GOOD,
    },
    "annotator": "Ada",
    "actors": [
        {
            "name": "Jane Doe",
            "kind": "person",
            "aliases": ["Doe"],
            "identifiers": {"wikidata": "Q1"},
            "roles": [{"title": "Minister", "of": "Ruritania", "from": "2016~", "quote": "The minister"}],
        }
    ],
    "claims": [
        {
            "key": "ended",
            "claim": "The talks ended in Geneva.",
            "kind": "event",
            "when": "2017-02",
            "about": ["Ruritania", {"object": "Jane Doe"}],
            "topics": ["Talks > End"],
            "quote": "the talks had ended in Geneva",
            "quotation": "indirect",
            "said": "2017-02-14",
            "speakers": [{"name": "Jane Doe", "source": "The minister", "cue": "said"}, "The Example"],
            "relations": [{"contradicts": "went-on", "rationale": "They cannot both be."}],
            "reviews": [
                {
                    "rating": "Half true",
                    "value": 3,
                    "worst": 1,
                    "best": 5,
                    "reviewer": "Full Fact",
                    "date": "2018",
                    "url": "https://example.org/check",
                    "rationale": "It depends.",
                    "evidence": [{"quote": "Two officials denied it"}, {"url": "https://example.org/x"}],
                }
            ],
        },
        {
            "key": "went-on",
            "claim": "The talks go on in Astana.",
            "quote": "the talks […] would go on in Astana",
            "speakers": ["Jane Doe"],
            "stance": "predicts",
        },
        {
            "claim": "The talks ended in Geneva.",
            "when": "2017-02",
            "quote": "Two officials denied it",
            "speakers": [{"unnamed": "Two officials"}],
            "stance": "denies",
        },
        {"claim": "Talks had ended.", "status": "rejected", "quote": "had ended in Geneva, and that they"},
    ],
}
_ARABIC: Final[dict[str, Any]] = {
    "text": ARABIC,
    "article": {
        "file": "arabic.txt",
        "title": "انتهاء المحادثات",
        "outlet": "صحيفة المثال",
        "published": "2017-02~",
        "language": "ar",
    },
    "claims": [
        {
            "claim": "انتهت المحادثات في جنيف.",
            "quote": "المحادثات انتهت في جنيف يوم الأحد",
            "speakers": ["ليلى حداد"],
            "about": ["جنيف"],
        },
        {"claim": "المفاوضات ستستمر.", "quote": "المفاوضات ستستمر", "speakers": ["ليلى حداد"]},
        {"claim": "كان ذلك يوم الأحد.", "quote": "في جنيف يوم الأحد"},
    ],
}


def _evil(number: int, address: str) -> dict[str, Any]:
    return {
        "text": f"Start {number}. {EVIL} {CONTROLS} End of it.\n\nA second paragraph, and {EVIL}",
        "article": {
            "file": f"</a><script>{number}</script>\u202e.txt",
            "title": f"{number} {EVIL}",
            "outlet": f"{EVIL[:150]}",
            "authors": [EVIL[:100]],
            "url": address,
        },
        "annotator": "<b>Eve</b>",
        "actors": [{"name": EVIL[:180], "aliases": ["Ev"], "identifiers": {"x": "</q>\"'"}}],
        "claims": [
            {
                "claim": f"It is so {number}: {EVIL}",
                "about": ["Ev"],
                "topics": [EVIL[:90]],
                "quote": f"{EVIL} {CONTROLS} End of it",
                "speakers": ["Ev", {"unnamed": "\u202e<script>"}],
            },
            {"claim": f"{number} is over two paragraphs.", "quote": "End of it.\n\nA second"},
        ],
    }


def fill(database: Database, folder: Path) -> None:
    """Load everything; the bridge's text is loaded, and then as it was changed."""
    records = [_TALKS, _ARABIC, *(_evil(number, each) for number, each in enumerate(ADDRESSES))]
    lines = folder / "reported.jsonl"
    lines.write_text("".join(json.dumps({"claimsdb": 1, **each}) + "\n" for each in records))
    _load(database, lines)
    bridge = folder / "bridge.txt"
    bridge.write_text(BEFORE)
    (folder / "bridge.claims.yaml").write_text(
        "claims:\n"
        "- {claim: The bridge fell., quote: The bridge fell in March, when: 2019-03/2019-04}\n"
        "- {claim: The mayor closed the road., quote: The mayor closed the road that day}\n"
        "- {claim: A boat sank., quote: A boat sank there too}\n"
    )
    _load(database, folder / "bridge.claims.yaml")
    bridge.write_text(AFTER)
    _load(database, bridge)


def _load(database: Database, path: Path) -> None:
    report = database.load(path)
    assert not report.refused, [str(each) for outcome in report.outcomes for each in outcome.problems]
