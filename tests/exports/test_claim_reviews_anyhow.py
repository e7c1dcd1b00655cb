"""Whatever reviews a database holds, what is written in the words of schema.org makes the same elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claimsdb.library import Database, open_database
from claimsdb.sources.foreign.claim_reviews import ClaimReviewFile
from tests.contents import contents_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.records.loading import LoadOutcome
    from tests.engines import Where

TEXTS: Final = {
    "a.txt": "🙂 Rain fell, Ben said. The bridge is shut.\r\nRain fell again. الجسر مغلق 🚧 منذ عام.",
    "b é.txt": "The bridge is shut.\r\n\r\nהגשר סגור. 橋が閉じている。 e\u0301toile Rain fell",
    "c.txt": "Rain fell again: la pluie. 👩🏽‍🚀 said so.",
}
QUOTES: Final = {
    "a.txt": ("Rain fell, Ben said", "The bridge is shut", "الجسر مغلق 🚧", "again … منذ عام"),
    "b é.txt": ("The bridge is shut", "הגשר סגור", "橋が閉じている", "e\u0301toile"),
    "c.txt": ("Rain fell again", "👩🏽‍🚀 said"),
}
SENTENCES: Final = (
    "The bridge is shut.",
    "It rained.",
    "هطل المطر.",
    "橋は閉じている。",
    "<b>It</b> &amp; rained",
)
WHENS: Final = (None, "2017", "2015/2017", "1912~", "2017-21")
NAMES: Final = ("Ann Lee", "Ben", "رندة", "A: b")
PROGRAM: Final = {"name": "Coder", "kind": "program", "version": "1.2"}
ANNOTATORS: Final = (None, "Eve", {"name": "حواء"}, PROGRAM)
URLS: Final = (None, "https://check.example/1", "https://check.example/é?x=1#y")

statements = st.fixed_dictionaries(
    {},
    optional={
        "stance": st.sampled_from(("asserts", "denies", "questions")),
        "quotation": st.sampled_from(("direct", "none")),
        "speakers": st.lists(st.sampled_from((*NAMES, {"unnamed": "a friend"})), max_size=2, unique_by=str),
        "said": st.sampled_from(("2017-02-15", "2017?", "../2020")),
    },
)
claims = st.fixed_dictionaries(
    {
        "claim": st.sampled_from(SENTENCES),
        "when": st.sampled_from(WHENS),
        "topics": st.lists(st.sampled_from(("Roads > Bridges", "آمن", "a, b")), unique=True, max_size=2),
        "about": st.lists(st.sampled_from(({"object": "Ben"}, "رندة")), max_size=2, unique_by=str),
        "statement": statements,
        "quote": st.integers(0, 1),
    }
)
files = st.fixed_dictionaries(
    {
        "file": st.sampled_from(tuple(TEXTS)),
        "annotator": st.sampled_from(ANNOTATORS),
        "claims": st.lists(claims, min_size=1, max_size=3),
    }
)
evidence = st.one_of(
    st.fixed_dictionaries({"url": st.sampled_from(URLS[1:])}, optional={"note": st.just("شاهد this")}),
    st.fixed_dictionaries({"text": st.sampled_from(tuple(TEXTS)), "quote": st.integers(0, 1)}),
    st.fixed_dictionaries({"claim": st.integers(0, 8)}, optional={"note": st.just("so")}),
)
reviews = st.fixed_dictionaries(
    {
        "of": st.integers(0, 8),
        "rating": st.sampled_from(("False", "خطأ", "4", "Mostly “true”")),
        "scale": st.sampled_from(
            ((None, None, None), (4, None, None), (2.5, 1, 5), (-1, -3, None), (0, 0, 1))
        ),
        "evidence": st.lists(evidence, max_size=3),
    },
    optional={
        "rationale": st.sampled_from(("Since so.", "لأن 🚧 <i>")),
        "date": st.sampled_from(("2020-05-02", "2020-05", "2020~", "2019/2020", "2020-05-02T10:00:00Z")),
        "reviewer": st.sampled_from(NAMES),
        "url": st.sampled_from(URLS[1:]),
        "by": st.sampled_from(("Eve", "حواء")),
    },
)


@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(files, min_size=1, max_size=3), st.lists(reviews, min_size=1, max_size=4))
def test_reviews_come_back_the_same(
    fresh: Callable[[str], Where], tmp_path: Path, annotated: list[Any], judged: list[Any]
) -> None:
    folder = texts_in(tmp_path)
    with (
        open_database(fresh("first"), create=True) as first,
        open_database(fresh("second"), create=True) as second,
        open_database(fresh("third"), create=True) as third,
    ):
        for database in (first, second):
            load(database, tmp_path, annotated)
        judge(first, judged)
        whole = contents_of(first)
        written = tmp_path / "out.jsonld"
        first.export_claim_reviews(written, all_claims=True)

        kept = [outcome.outcome for outcome in taken(first, written)]
        assert set(kept) <= {"unchanged"}
        assert contents_of(first) == whole

        taken(second, written)
        assert contents_of(second) == whole
        assert {each.outcome for each in taken(second, written)} <= {"unchanged"}

        taken(third, written, folder)
        again = contents_of(third)
        for what in ("claims", "reviews", "statements"):
            assert again[what] == whole[what], what
        assert {each.outcome for each in taken(third, written, folder)} <= {"unchanged"}
        assert not third.verify().faults

        lines = tmp_path / "out.jsonl"
        third.export_claim_reviews(lines, all_claims=True, lines=True)
        taken(second, lines)
        assert contents_of(second) == whole


def texts_in(folder: Path) -> Path:
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    for name, text in TEXTS.items():
        (texts / name).write_bytes(text.encode())
    return texts


def load(database: Database, folder: Path, annotated: list[Any]) -> None:
    """Load the texts, all of them, and their annotations."""
    lines: list[Any] = [{"article": {"file": name}, "text": text} for name, text in TEXTS.items()]
    for number, each in enumerate(annotated):
        stated = [
            {**claim, **claim["statement"], "quote": QUOTES[each["file"]][claim["quote"]]}
            for claim in each["claims"]
        ]
        named = [
            {name: value for name, value in claim.items() if name != "statement"}
            | {"key": f"k{number}{place}"}
            for place, claim in enumerate(stated)
        ]
        about = {"file": each["file"], "title": f"Title of {each['file']}"}
        lines.append(
            {
                "article": about,
                "text": TEXTS[each["file"]],
                "claims": named,
                "annotator": each["annotator"],
            }
        )
    for number, line in enumerate(lines):
        path = folder / f"in{number}.jsonl"
        path.write_text(json.dumps(line) + "\n")
        assert not database.load(path).refused


def judge(database: Database, judged: list[Any]) -> None:
    numbers = sorted({row.claim_id for row in database.claims()})
    for each in judged:
        of = numbers[each["of"] % len(numbers)]
        value, worst, best = each["scale"]
        said = {
            name: each[name] for name in ("rating", "rationale", "date", "reviewer", "url") if name in each
        }
        pieces = [piece for one in each["evidence"] if (piece := evidence_of(one, numbers, of)) is not None]
        by = each.get("by")
        database.review_claim(of, value=value, worst=worst, best=best, evidence=pieces, by=by, **said)


def evidence_of(piece: Any, numbers: list[int], of: int) -> dict[str, Any] | None:
    if "text" in piece:
        return {"quote": QUOTES[piece["text"]][piece["quote"]], "article": piece["text"]}
    if "claim" not in piece:
        return dict(piece)
    other = numbers[piece["claim"] % len(numbers)]
    return None if other == of else {**piece, "claim": other}


def taken(database: Database, path: Path, texts: Path | None = None) -> list[LoadOutcome]:
    found = ClaimReviewFile(path, texts)
    outcomes = list(database.each_import(found.claims(), then=found.reviews))
    refused = [each for each in outcomes if each.outcome == "refused"]
    assert not refused, refused
    return outcomes
