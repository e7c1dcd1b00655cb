"""However a set of annotations was edited, loading and pruning it leaves what a fresh load of it gives."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.library import Database, open_database
from claimsdb.records.vocabulary import SYMMETRICAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from claimsdb.records.claim_reviews import ClaimReviewRow
    from tests.engines import Where

WORDS = ("one", "two", "three", "four", "five", "six", "seven")
TEXT = " ".join(WORDS)
KEYS = ("k1", "k2", "k3", "k4")
SHARED = "Said in both."
NUMBERED = ("claim_id", "statement_id", "article_id")


@dataclass(frozen=True)
class Sets:
    """The annotations of two texts, as they are written."""

    first: list[dict[str, Any]]
    second: list[dict[str, Any]]


SPEAKERS: tuple[Any, ...] = (
    *("Ann", "Ben", {"name": "Ann", "source": "one", "cue": "two three"}),
    {"unnamed": "some", "cue": "five", "quotation": "direct"},
)


def some(values: Any, most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


def statements() -> st.SearchStrategy[dict[str, Any]]:
    speakers = st.lists(st.sampled_from(SPEAKERS), max_size=2, unique_by=str)
    return st.fixed_dictionaries(
        {"quote": st.sampled_from((*WORDS, "one two", "six seven"))},
        optional={"stance": st.sampled_from(("asserts", "denies")), "speakers": speakers},
    )


KINDS = st.sampled_from(("supports", "same_as"))


def reviews(keys: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    pieces: list[dict[str, Any]] = [{"quote": "two three"}, {"quote": "five"}, {"url": "https://a.b/c"}]
    pieces += [{"claim": key} for key in keys]
    return st.fixed_dictionaries(
        {
            "rating": st.sampled_from(("True", "False")),
            "evidence": st.lists(st.sampled_from(pieces), max_size=2, unique_by=str),
        },
        optional={"reviewer": st.sampled_from(("Ann", "Dee")), "value": st.sampled_from((1, 2.5))},
    )


@st.composite
def claims(draw: st.DrawFn, letter: str, elsewhere: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Draw a file's claims; only those that no other file has are described and related."""
    notes: list[dict[str, Any]] = []
    keys = draw(st.permutations(KEYS))
    for key in keys[: draw(st.integers(0, len(KEYS)))]:
        own = draw(st.sampled_from((f"{letter}1.", f"{letter}2.", f"{letter}3.", SHARED)))
        note = {"claim": own, "statements": draw(st.lists(statements(), min_size=1, max_size=3))}
        note |= draw(st.sampled_from(({}, {"key": key}, {"key": key, "when": "2015"})))
        if own != SHARED:
            note |= draw(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "kind": st.sampled_from(("event", "state")),
                        "topics": some(("X", "X > Y", "Z")),
                        "about": some(("Ann", "Ben", "Cid")),
                    },
                )
            )
        notes.append(note)
    for note in notes:
        here = [(each["key"], each["claim"]) for each in notes if "key" in each]
        targets = [key for key, claim in (*here, *elsewhere) if claim != note["claim"]]
        if note["claim"] != SHARED and targets:
            note["relations"] = [{draw(KINDS): target} for target in draw(some(targets))]
        if note["claim"] != SHARED:
            others = [each["key"] for each in notes if "key" in each and each["claim"] != note["claim"]]
            note["reviews"] = draw(st.lists(reviews(others), max_size=2))
    return notes


@st.composite
def sets(draw: st.DrawFn) -> Sets:
    first = draw(claims("A", []))
    keyed = [(f"a.txt#{note['key']}", note["claim"]) for note in first if "key" in note]
    return Sets(first, draw(claims("B", keyed)))


def load(database: Database, folder: Path, edition: Sets, *, prune: bool) -> None:
    for name, notes in (("a", edition.first), ("b", edition.second)):
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        content = {"claimsdb": 1, "claims": notes}
        (folder / f"{name}.claims.yaml").write_text(json.dumps(content), encoding="utf-8")
    assert database.load(folder, prune=prune).refused == ()


def contents(database: Database) -> tuple[Counter[str], list[Any], Counter[str], dict[str, int]]:
    """Return what is stored without its numbers: statements, relations, reviews, and how many rows."""
    rows = (
        {**asdict(each.statement), "chain": [replace(link, actor_id=None) for link in each.chain]}
        for each in database.claims_in_context()
    )
    flat = Counter(str({name: value for name, value in row.items() if name not in NUMBERED}) for row in rows)
    with database._reading() as connection:
        relations = connection.exec_driver_sql(
            "SELECT a.sentence, a.event_date, r.kind, b.sentence, b.event_date, r.rationale "
            "FROM claim_relations AS r JOIN claims AS a ON a.id = r.claim_id "
            "JOIN claims AS b ON b.id = r.related_claim_id ORDER BY 1, 2, 3, 4, 5"
        ).all()
    verdicts = Counter(str(_without_numbers(row)) for row in database.claim_reviews())
    counts = dict(database.info().counts)
    named = {name: counts[name] for name in ("claims", "passages")}
    return flat, sorted(map(_either_way, relations), key=str), verdicts, named


def _either_way(row: Any) -> tuple[Any, ...]:
    """Which of two claims that are the same was said first does not matter."""
    first, second, kind = (row[0], row[1]), (row[3], row[4]), row[2]
    ends = sorted((first, second), key=str) if kind in SYMMETRICAL else (first, second)
    return (*ends, kind, row[5])


def _without_numbers(review: ClaimReviewRow) -> tuple[object, ...]:
    evidence = [(each.quote, each.url, each.claim) for each in review.evidence]
    return review.claim, review.rating, review.value, review.reviewer, evidence


# Every example works on databases that are emptied before.
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(editions=st.lists(sets(), min_size=2, max_size=3))
def test_pruning_the_last_of_several_edits_equals_a_fresh_load(
    tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[str], Where], editions: list[Sets]
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    with open_database(fresh("edited")) as edited, open_database(fresh("anew")) as anew:
        for edition in editions[:-1]:
            load(edited, folder, edition, prune=False)
        load(edited, folder, editions[-1], prune=True)
        load(anew, folder, editions[-1], prune=True)
        assert contents(edited) == contents(anew)
        assert edited.load(folder, prune=True).count("unchanged") == 2
        assert edited.verify().faults == ()
    shutil.rmtree(folder)
