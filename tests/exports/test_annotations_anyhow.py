"""Whatever a database holds, its annotation files and its lines make an equal one."""

from __future__ import annotations

import json
import operator
import shutil
from contextlib import suppress
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.parts import find_spans
from claimsdb.errors.base import ClaimsDBError
from claimsdb.library import Database, open_database
from claimsdb.text.read import read_wording
from tests.contents import contents_of, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    import pytest

    from tests.engines import Where

WORDS = ("one", "two", "“three”", "мост", "رندة قسيس", "橋が", "🇰🇿👩🏽‍🚀", "e\u0301toile", "NO", "12:30")
PAGE = (
    "<html><head><title>The bridge</title><meta property='og:site_name' content='Post'>"
    "<link rel='canonical' href='https://example.org/own'></head><body><p>one two NO</p></body></html>"
)
TEXTS = (
    " ".join(WORDS),
    "one two, two: one # two.\n\n  - one\n“three” said: мост… one",
    "one\ttwo\u2028“three”\x07 two one two. two",
    "橋が two one. 🇰🇿👩🏽‍🚀 мост one [NO] 12:30 two … one … NO",
    "<p>one <b>two</b> one</p><p>two NO one “three”</p>",
    PAGE,
)
QUOTES = (*WORDS, "one two", "two one", "one … two", "one […] NO", "two ... one", "two\ntwo")
NAMES = ("Ann Lee", "Lee", "Ben", "ann lee", "Ко", "رندة", "NO", "A: b")
FILES = ("a.txt", "A.txt", "a.1.txt", "con.txt", "x/../b.html", "#.md")
ANNOTATORS = "annotators who recorded no statement"
MADE_UP = "names made up to tell actors apart"
KEYS = "keys beside the first of a claim in its article"
LEFT_OUT = {
    "decisions of people on carried passages": "carryings",
    "topics that no claim bears": "topics",
    "outlets without an article": "outlets",
    "addresses that several articles share": "articles",
    "originals, of which only the text was written": "versions",
}
"""What an export may leave out, and what then is not the same."""

PROGRAM = {"name": "coder", "kind": "program", "version": "1"}


def perhaps(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def several(values: Any, most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), max_size=most, unique_by=str)


DATES = st.sampled_from(("2015", "2016~", "2017-02-15", "2015/..", "[1667,1670..1672]"))
ARTICLE = perhaps(
    title=st.sampled_from(("Bridge: a story", "NO", "Dam", None)),
    outlet=st.sampled_from(("Post", "post", "الميادين", None)),
    published=st.one_of(DATES, st.none()),
    authors=several(NAMES),
    language=st.sampled_from(("no", "ar")),
    url=st.sampled_from(("https://example.org/1", "https://example.org/own", None)),
    file=st.sampled_from(("a.txt", "a.txt", *FILES)),
    media_type=st.sampled_from(("text/plain", "text/html", "text/markdown")),
)
ACTOR = st.fixed_dictionaries(
    {"name": st.sampled_from(NAMES)},
    optional={
        "kind": st.sampled_from(("person", "organisation")),
        "aliases": several(
            ("Lee", "Ben", "L.", {"name": "Бен", "language": "ru", "kind": "transliteration"}, "Ko")
        ),
        "identifiers": st.sampled_from(
            ({"wikidata": "Q1"}, {"wikidata": "Q2"}, {"viaf": ["7", "8"], "null": "no"})
        ),
    },
)
SPEAKERS = st.lists(st.sampled_from((*NAMES, {"unnamed": "some: NO"})), max_size=2)
TELLING = perhaps(
    stance=st.sampled_from(("asserts", "denies")),
    quotation=st.sampled_from(("none", "direct")),
    speakers=SPEAKERS,
    said=DATES,
)


CLAIM = st.fixed_dictionaries(
    {"claim": st.sampled_from(("It fell.", "It stands: NO.", "سقط الجسر.", "Who knows."))},
    optional={
        "kind": st.sampled_from(("event", "no")),
        "when": DATES,
        "status": st.sampled_from(("suggested", "rejected")),
        "topics": several(("Bridges", "Bridges > North", "NO > 12:30")),
        "about": several((*NAMES, {"object": "Ben"}, {"other": "رندة"})),
    },
)


@cache
def anchors(text: str, media_type: str | None) -> list[dict[str, Any]]:
    """Return the quotes that stand in a text, each with its number where it stands several times."""
    haystack = Haystack(read_wording(text, name="x", media_type=media_type).text)
    found: list[dict[str, Any]] = []
    for quote, occurrence in product(QUOTES, (None, 1, 2, 3)):
        with suppress(ClaimsDBError):
            find_spans(haystack, quote, occurrence=occurrence)
            found.append({"quote": quote} | ({"occurrence": occurrence} if occurrence else {}))
    return found


@st.composite
def records(draw: st.DrawFn, elsewhere: tuple[str, ...]) -> dict[str, Any]:
    text, article = draw(st.sampled_from(TEXTS)), draw(ARTICLE)
    quotes = st.sampled_from(anchors(text, article.get("media_type")))
    statement = st.builds(operator.or_, quotes, TELLING)
    claims = draw(st.lists(CLAIM, max_size=3, unique_by=operator.itemgetter("claim")))
    for claim in claims:
        claim["statements"] = draw(st.lists(statement, min_size=1, max_size=2))
    keys = ("k", "12", "claim-1")
    for claim, key in zip(claims, draw(st.permutations(keys)), strict=False):
        if draw(st.booleans()):
            claim["key"] = key
    for claim in claims:
        here = [each["key"] for each in claims if "key" in each and each is not claim]
        targets = draw(st.sampled_from([here or elsewhere, elsewhere]))
        if draw(st.booleans()):
            why = st.sampled_from((None, "NO: because", "word " * 40))
            claim["relations"] = [
                {draw(st.sampled_from(("supports", "same_as"))): target, "rationale": draw(why)}
                for target in draw(st.lists(st.sampled_from(targets), min_size=1, max_size=2))
            ]
    return {
        "text": text,
        "article": article,
        "claims": claims,
        "actors": draw(st.lists(ACTOR, max_size=2, unique_by=lambda actor: str(actor["name"]))),
        "annotator": draw(st.sampled_from((None, "Kim", "Айгүл", PROGRAM))),
    }


CORPORA = st.lists(records(("a.txt#k", "a.txt#12", "A.txt#k")), min_size=1, max_size=6)
BY_HAND = st.lists(
    st.builds(operator.or_, CLAIM, TELLING).map(lambda claim: {"quote": "NO", "occurrence": 1, **claim}),
    max_size=2,
)


def fill(
    database: Database, folder: Path, corpus: list[dict[str, Any]], by_hand: list[dict[str, Any]]
) -> None:
    """Load one line after the other, and add claims by hand to the first article.

    A line that relates to what is not there is loaded without its relations to others.
    """
    for number, record in enumerate(corpus):
        path = folder / f"{number % 2}.jsonl"
        path.write_text(json.dumps(record))
        if database.load(path).refused:
            bare = [{**claim, "relations": _within(claim)} for claim in record["claims"]]
            path.write_text(json.dumps({**record, "claims": bare}))
            database.load(path)
    for claim in by_hand if database.articles(limit=1) else ():
        with suppress(ClaimsDBError):
            database.add_claim(1, annotator="Hand", **claim)


def _within(claim: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        each for each in claim.get("relations", ()) if not any("#" in str(value) for value in each.values())
    ]


def comparable(database: Database, told: Iterable[str]) -> dict[str, Any]:
    """Return what a database holds but for what was told to be left out.

    And but for where passages were carried to: those that were recorded on an old wording when a newer one
    was there already are carried with all the others on the way back.
    """
    found: dict[str, Any] = contents_of(database)
    for name in {"carryings", *(LEFT_OUT[what] for what in told if what in LEFT_OUT)}:
        del found[name]
    return {} if MADE_UP in told else found  # each stands with all that names them


# Every example works on databases that are emptied before; to shrink one takes longer than to read it.
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(corpus=CORPORA, by_hand=BY_HAND)
def test_what_is_exported_is_loaded_as_an_equal_database(
    tmp_path_factory: pytest.TempPathFactory,
    fresh: Callable[[str], Where],
    corpus: list[dict[str, Any]],
    by_hand: list[dict[str, Any]],
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    with open_database(fresh("before")) as before:
        fill(before, folder, corpus, by_hand)
        for name in ("out", "out.jsonl") if before.articles() else ():
            told = dict(before.export_annotations(folder / name).left_out)
            assert told.keys() <= {*LEFT_OUT, ANNOTATORS, KEYS, MADE_UP}
            with open_database(fresh("after")) as after:
                assert after.load(folder / name).refused == ()
                assert comparable(after, told) == comparable(before, told)
                assert len(keys_of(before) - keys_of(after)) == told.get(KEYS, 0)
                assert after.verify().faults == ()
    shutil.rmtree(folder)
