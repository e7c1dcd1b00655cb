"""The front page: what the database holds, how to read the pages, and its tables to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.formats.html.frame import FRONT, SECTIONS, Frame, page
from claimsdb.formats.html.markup import Html, joined, tag, text
from claimsdb.formats.html.words import heading, number, table
from claimsdb.text.shown_runs import SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMES: Final = {
    "statements": "appearances of a claim, each on its passage",
    "claims": "propositions, each in a sentence that can be understood alone",
    "articles": "what was published",
    "versions": "wordings of articles that were captured",
    "actors": "people, organisations, states, groups and outlets, by whom or about whom something is said",
    "outlets": "who published",
    "topics": "labels of claims",
    "claim_relations": "how claims bear on each other",
    "claim_reviews": "verdicts on claims",
}


def front_page(site: str, counts: Mapping[str, int], files: Sequence[tuple[str, int]]) -> Html:
    """Return the front page; ``files`` are those in the folder ``csv``, with their rows."""
    return page(
        Frame(site, site, None, up=""),
        heading(1, site, dir="auto"),
        tag("p", "Who said what, where and when, and the passage that shows it."),
        heading(2, "What is here"),
        table("What the database holds", ("what", "how many", "meaning"), _held(counts)),
        heading(2, "How to read it"),
        _legend(),
        heading(2, "Data", id="data"),
        tag(
            "p",
            "Every table as CSV; ",
            tag("a", "flat.csv", href="csv/flat.csv"),
            " has a row for each statement, and ",
            tag("a", "datapackage.json", href="csv/datapackage.json"),
            " describes the columns.",
        ),
        table("Files", ("file", "rows"), _files(files)),
    )


def _held(counts: Mapping[str, int]) -> list[tuple[Html, ...]]:
    return [(_linked(name), number(counts[name]), text(meaning)) for name, meaning in NAMES.items()]


def _linked(name: str) -> Html:
    called = name.removeprefix("claim_").replace("_", " ")
    return tag("a", called, href=f"{name}/{FRONT}") if name in SECTIONS else text(called)


def _files(files: Sequence[tuple[str, int]]) -> list[tuple[Html, ...]]:
    return [(tag("a", f"{name}.csv", href=f"csv/{name}.csv"), number(count)) for name, count in files]


def _legend() -> Html:
    signs = {role: tag("span", " … ".join(SIGNS[role]), class_="sign") for role in SIGNS}
    content, source, cue = (signs[role] for role in ("content", "source", "cue"))
    return tag(
        "ul",
        tag(
            "li",
            content,
            " is a passage that a claim stands on. Its number leads to the statement, and back.",
        ),
        tag("li", source, " is where a text names who speaks, ", cue, " by which words it says so."),
        tag("li", joined(_outcomes(), ", "), ": what became of a passage in a newer version of its article."),
        tag(
            "li",
            "Dates are EDTF (ISO 8601-2), which stands beside their words where it is written otherwise.",
        ),
        tag(
            "li",
            tag("span", "unknown", class_="unknown"),
            " is what nobody has recorded; nothing is guessed.",
        ),
    )


def _outcomes() -> list[Html]:
    return [
        tag("span", each, class_=f"badge {each}")
        for each in ("exact", "moved", "altered", "ambiguous", "gone")
    ]
