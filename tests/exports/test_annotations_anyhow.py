"""Whatever a database holds, its annotation files and its lines make an equal one."""

from __future__ import annotations

import json
import operator
import shutil
from contextlib import suppress
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final

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
ANNOTATORS = "annotators of whom nothing is written"
SHARED = "addresses that several articles share"
MADE_UP = "names made up to tell actors apart"
KEYS = "keys beside the first of a claim in its article"
UNSIGNED = "relations and reviews that nobody signed, in a file that somebody did"
CALLED = "actors called otherwise, since nothing tells them from another"
JUDGED = "judgements on actors that were undone, or are written as what they led to"
LEFT_OUT = {
    "decisions of people on carried passages": "carryings",
    "topics that no claim bears": "topics",
    "outlets without an article that has a text": "outlets",
    SHARED: "articles",
    "originals, of which only the text was written": "versions",
    UNSIGNED: "relations",
    "evidence of reviews that its claim's text does not have": "reviews",
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
WHO = st.sampled_from((*({"name": name} for name in NAMES), {"unnamed": "some: NO"}))
SPEAKERS = st.lists(st.sampled_from((*NAMES, {"unnamed": "some: NO"})), max_size=2)
TELLING = perhaps(
    stance=st.sampled_from(("asserts", "denies")),
    quotation=st.sampled_from(("none", "direct")),
    speakers=SPEAKERS,
    said=DATES,
)
BY = st.sampled_from((None, "Kim", "Айгүл", PROGRAM))
NOTES = st.sampled_from((None, "NO: because", "المذكرة", "word " * 30))
REVIEW = st.fixed_dictionaries(
    {"rating": st.sampled_from(("Mostly: NO", "Ложь", "true"))},
    optional={
        "value": st.sampled_from((3, 1.5, 1e-7)),
        "date": DATES,
        "rationale": NOTES,
        "url": st.sampled_from(("https://example.org/r", None)),
        "reviewer": st.sampled_from(NAMES),
        "annotator": BY,
    },
)
SCALES = st.sampled_from(({}, {"best": 5, "worst": -0.5}))


CLAIM: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
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


def whole(text: str, media_type: str | None) -> list[dict[str, Any]]:
    """Return the quotes without words left out."""
    return [
        each for each in anchors(text, media_type) if not any(sign in each["quote"] for sign in ("…", "..."))
    ]


def words(text: str, media_type: str | None) -> list[Any]:
    """Return what of a text can be a speaker's words."""
    return [each if "occurrence" in each else each["quote"] for each in whole(text, media_type)]


def role(quotes: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    told = st.fixed_dictionaries(
        {"title": st.sampled_from(("Mayor: NO", "Министр"))},
        optional={"of": st.sampled_from(NAMES), "from": DATES, "to": st.just("2020")},
    )
    return st.builds(operator.or_, told, st.sampled_from([{}, *quotes]))


def evidence(quotes: list[dict[str, Any]], targets: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    pieces = [*quotes, {"url": "https://example.org/e"}, *({"claim": target} for target in targets)]
    return st.builds(operator.or_, st.sampled_from(pieces), st.builds(lambda note: {"note": note}, NOTES))


@st.composite
def records(draw: st.DrawFn, elsewhere: tuple[str, ...]) -> dict[str, Any]:
    text, article = draw(st.sampled_from(TEXTS)), draw(ARTICLE)
    quotes = st.sampled_from(anchors(text, article.get("media_type")))
    statement = st.builds(operator.or_, quotes, TELLING)
    claims = draw(st.lists(CLAIM, max_size=3, unique_by=operator.itemgetter("claim")))
    own = st.sampled_from(words(text, article.get("media_type")))
    telling = perhaps(source=own, cue=own, quotation=st.sampled_from(("indirect", "reported")))
    speakers = st.lists(st.builds(operator.or_, WHO, telling), min_size=1, max_size=2)
    for claim in claims:
        claim["statements"] = draw(st.lists(statement, min_size=1, max_size=2))
        if draw(st.booleans()):
            claim["statements"][0]["speakers"] = draw(speakers)
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
                {
                    draw(st.sampled_from(("supports", "same_as"))): target,
                    "rationale": draw(why),
                    "annotator": draw(BY),
                }
                for target in draw(st.lists(st.sampled_from(targets), min_size=1, max_size=2))
            ]
        proofs = evidence(whole(text, article.get("media_type")), tuple(here))
        for review in draw(st.lists(REVIEW, max_size=2)):
            scale = draw(SCALES) if "value" in review else {}
            review |= {**scale, "evidence": draw(st.lists(proofs, max_size=2))}
            claim.setdefault("reviews", []).append(review)
    actors = draw(st.lists(ACTOR, max_size=2, unique_by=lambda actor: str(actor["name"])))
    for actor in actors:
        others = st.fixed_dictionaries({"name": st.sampled_from(NAMES), "why": st.just("so: NO")})
        actor["roles"] = draw(st.lists(role(whole(text, article.get("media_type"))), max_size=1))
        actor[draw(st.sampled_from(("same_as", "distinct_from")))] = draw(st.lists(others, max_size=1))
    return {
        "text": text,
        "article": article,
        "claims": claims,
        "actors": actors,
        "annotator": draw(BY),
    }


CORPORA = st.lists(records(("a.txt#k", "a.txt#12", "A.txt#k")), min_size=1, max_size=6)
BY_HAND = st.lists(
    st.builds(operator.or_, CLAIM, TELLING).map(lambda claim: {"quote": "NO", "occurrence": 1, **claim}),
    max_size=2,
)

ANYBODY = st.integers(1, 5)
WHY: Final = ("they are: NO", "لأنه")
BY_NAME = st.sampled_from((None, "Kim", "Лев"))
JUDGING = st.lists(
    st.one_of(
        st.tuples(
            st.just("merge_actors"),
            st.builds(dict, actor=ANYBODY, merged=ANYBODY, why=st.sampled_from(WHY), by=BY_NAME),
        ),
        st.tuples(
            st.just("distinct_actors"),
            st.builds(dict, actor=ANYBODY, other=ANYBODY, why=st.sampled_from(WHY), by=BY_NAME),
        ),
        st.tuples(
            st.just("split_actor"),
            st.builds(
                dict,
                actor=ANYBODY,
                name=st.sampled_from(("Ann Lee 2", "Новый")),
                statements=st.lists(st.integers(1, 3), max_size=2),
                claims=st.lists(st.integers(1, 3), max_size=1),
                why=st.sampled_from(WHY),
            ),
        ),
        st.tuples(
            st.just("add_actor"),
            st.builds(dict, name=st.sampled_from(NAMES), why=st.just("x"), anyway=st.just(True)),
        ),
        st.tuples(st.just("undo_judgement"), st.builds(dict, number=ANYBODY)),
        st.tuples(
            st.just("add_role"),
            st.builds(
                lambda told, quoted: {**told, **quoted},
                st.fixed_dictionaries(
                    {"actor": ANYBODY, "title": st.sampled_from(("Mayor: NO", "Министр"))},
                    optional={
                        "of": st.sampled_from(NAMES),
                        "since": DATES,
                        "annotator": st.sampled_from(("Kim", "Лев")),
                    },
                ),
                st.sampled_from(({}, {"article": 1, "quote": "NO", "occurrence": 1})),
            ),
        ),
    ),
    max_size=5,
)


def fill(
    database: Database,
    folder: Path,
    corpus: list[dict[str, Any]],
    by_hand: list[dict[str, Any]],
    judging: list[tuple[str, dict[str, Any]]],
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
    _judge(database, judging)
    for claim in by_hand if database.articles(limit=1) else ():
        with suppress(ClaimsDBError):
            database.add_claim(1, annotator="Hand", **claim)


def _judge(database: Database, judging: list[tuple[str, dict[str, Any]]]) -> None:
    for what, told in judging:
        with suppress(ClaimsDBError):
            getattr(database, what)(**told)


def _within(claim: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        each for each in claim.get("relations", ()) if not any("#" in str(value) for value in each.values())
    ]


def without_addresses(value: Any) -> Any:
    """Return rows, and what is in them, without web addresses."""
    if isinstance(value, tuple):
        return tuple(map(without_addresses, value))
    if isinstance(value, list):
        return sorted(map(without_addresses, value), key=str)
    return None if isinstance(value, str) and value.startswith("https://example.org/") else value


def comparable(database: Database, told: Iterable[str]) -> dict[str, Any]:
    """Return what a database holds but for what was told to be left out.

    And but for where passages were carried to: those that were recorded on an old wording when a newer one
    was there already are carried with all the others on the way back.
    """
    found: dict[str, Any] = contents_of(database)
    for name in {"carryings", *(LEFT_OUT[what] for what in told if what in LEFT_OUT)}:
        del found[name]
    if UNSIGNED in told:
        found.pop("reviews", None)
    if SHARED in told:  # an article stands with all that is on it, and only the address is not the same
        found = {name: without_addresses(rows) for name, rows in found.items()}
    if {MADE_UP, CALLED} & set(told):  # each stands with all that names them
        return {name: len(rows) for name, rows in found.items()}
    return found


# Every example works on databases that are emptied before; to shrink one takes longer than to read it.
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(corpus=CORPORA, by_hand=BY_HAND, judging=JUDGING)
def test_what_is_exported_is_loaded_as_an_equal_database(
    tmp_path_factory: pytest.TempPathFactory,
    fresh: Callable[[str], Where],
    corpus: list[dict[str, Any]],
    by_hand: list[dict[str, Any]],
    judging: list[tuple[str, dict[str, Any]]],
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    with open_database(fresh("before")) as before:
        fill(before, folder, corpus, by_hand, judging)
        for name in ("out", "out.jsonl") if before.articles() else ():
            told = dict(before.export_annotations(folder / name).left_out)
            assert told.keys() <= {*LEFT_OUT, ANNOTATORS, KEYS, MADE_UP, CALLED, JUDGED}
            with open_database(fresh("after")) as after:
                assert after.load(folder / name).refused == ()
                assert comparable(after, told) == comparable(before, told)
                assert len(keys_of(before) - keys_of(after)) == told.get(KEYS, 0)
                assert after.verify().faults == ()
    shutil.rmtree(folder)
