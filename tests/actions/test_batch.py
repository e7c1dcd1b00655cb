"""New texts are stored many at a time, and leave what storing them one by one with care would leave."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.actions.batch.storing import Storing
from claimsdb.library import Database, open_database
from claimsdb.models import Base

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.records.loading import LoadOutcome
    from tests.actions.conftest import Desk
    from tests.engines import Where

WORDS = ("one", "two", "three", "four", "five")
TEXTS = (" ".join(WORDS), "Five, four, three, two, one.", "one or “two”, two of them three four five")
NAMES = ("Ann Lee", "Lee", "Ben", "ann lee", "Cid")
PROGRAM = {"name": "coder", "kind": "program", "version": "1"}
TIMES = ("observed_at", "loaded_at", "recorded_at")
TABLES = (
    *("outlets", "articles", "article_authors", "versions", "annotation_files", "annotators"),
    *("actors", "actor_names", "actor_identifiers", "topics", "claims", "claim_keys", "claim_actors"),
    *("claim_topics", "passages", "statements", "attributions", "claim_relations"),
)


def perhaps(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def several(values: Any) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), max_size=2, unique_by=str)


ARTICLE = perhaps(
    title=st.sampled_from(("Bridge", "Dam")),
    outlet=st.sampled_from(("Post", "post", "Courier")),
    published=st.sampled_from(("2017-02-15", "2017", "2015/2017")),
    authors=several(NAMES),
    url=st.sampled_from(("https://example.org/1", "https://example.org/2")),
    file=st.sampled_from(("a.txt", "b.txt")),
)
ACTOR = st.fixed_dictionaries(
    {"name": st.sampled_from(NAMES)},
    optional={
        "kind": st.sampled_from(("person", "organisation")),
        "aliases": several(("Lee", "L.", "Benny")),
        "identifiers": st.sampled_from(({"wikidata": "Q1"}, {"wikidata": "Q2"}, {"viaf": "7"})),
    },
)
STATEMENT = st.fixed_dictionaries(
    {"quote": st.sampled_from((*WORDS, "one two", "two of", "six"))},
    optional={
        "stance": st.sampled_from(("asserts", "denies")),
        "speakers": st.lists(st.sampled_from((*NAMES, {"unnamed": "some"})), max_size=2),
        "said": st.sampled_from(("2016", "2016-05")),
    },
)
CLAIM = st.fixed_dictionaries(
    {
        "claim": st.sampled_from(("It fell.", "It stands.", "Who knows.")),
        "statements": st.lists(STATEMENT, min_size=1, max_size=2),
    },
    optional={
        "kind": st.sampled_from(("event", "opinion")),
        "when": st.sampled_from(("2015", "2016~")),
        "status": st.sampled_from(("suggested", "rejected")),
        "topics": several(("Bridges", "Bridges > North", "Dams")),
        "about": several((*NAMES, {"object": "Ben"})),
    },
)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    claims = draw(st.lists(CLAIM, max_size=3))
    for number, claim in enumerate(claims):
        if draw(st.booleans()):
            claim["key"] = f"k{number}"
    keys = [claim["key"] for claim in claims if "key" in claim]
    for claim in claims:
        if keys and draw(st.integers(0, 3)) == 0:
            targets = draw(st.lists(st.sampled_from(keys), max_size=2))
            claim["relations"] = [{"supports": target} for target in targets]
    record = {"text": draw(st.sampled_from(TEXTS)), "article": draw(ARTICLE), "claims": claims}
    if actors := draw(st.lists(ACTOR, max_size=2, unique_by=lambda actor: str(actor["name"]))):
        record["actors"] = actors
    if annotator := draw(
        st.sampled_from((None, "Kim", {"name": "coder", "kind": "program", "version": "1"}))
    ):
        record["annotator"] = annotator
    return record


def rows(database: Database, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, but for moments."""
    with database._reading() as connection:
        found = connection.exec_driver_sql(f"SELECT * FROM {table}").mappings().all()  # noqa: S608 (from above)
        return [{name: value for name, value in row.items() if name not in TIMES} for row in found]


def contents(database: Database) -> dict[str, list[dict[str, Any]]]:
    found = {table: rows(database, table) for table in TABLES}
    if database.location.is_postgresql:
        count_anew(found)
    return {table: sorted(rows, key=str) for table, rows in found.items()}


def count_anew(found: dict[str, list[dict[str, Any]]]) -> None:
    """Number rows as if no number had been left out: a sequence takes none back that was not used."""
    numbers: dict[str, dict[int, int]] = {}
    for name, rows in found.items():
        ids = sorted(row["id"] for row in rows if "id" in row)
        numbers[name] = {before: after for after, before in enumerate(ids, start=1)}
    for name, rows in found.items():
        keys = [(key.parent.name, key.column.table.name) for key in Base.metadata.tables[name].foreign_keys]
        for row in rows:
            for column, of in [*keys, ("id", name)]:
                if row.get(column) is not None:
                    row[column] = numbers[of][row[column]]


def loaded(database: Database, path: Path) -> list[LoadOutcome]:
    outcomes = database.load(path).outcomes
    if database.location.is_postgresql:  # whose articles have other numbers, as above
        return [replace(each, article_id=each.article_id and 0) for each in outcomes]
    return list(outcomes)


# Every example works on databases that are emptied before.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(records(), max_size=2), second=st.lists(records(), min_size=1, max_size=5))
def test_a_batch_leaves_what_one_text_after_the_other_leaves(
    tmp_path_factory: pytest.TempPathFactory,
    fresh: Callable[[str], Where],
    first: list[dict[str, Any]],
    second: list[dict[str, Any]],
) -> None:
    folder = tmp_path_factory.mktemp("batch")
    for name, lines in (("first", first), ("second", second)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    with open_database(fresh("batch")) as batch, open_database(fresh("careful")) as careful:
        for path in (folder / "first.jsonl", folder / "second.jsonl"):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(Storing, "store", lambda *_text: None)
                expected = loaded(careful, path)
            assert loaded(batch, path) == expected
        assert contents(batch) == contents(careful)
        assert batch.verify().faults == ()
    shutil.rmtree(folder)


def test_what_needs_no_care_is_stored_in_one_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_anything: object, **_options: object) -> None:
        raise AssertionError

    monkeypatch.setattr("claimsdb.actions.batch.load_batch.load", refuse)
    desk.write("a.txt", "The bridge fell. Nobody saw it.")
    desk.write(
        "a.claims.yaml",
        """
        article: {outlet: Post, authors: [Ann]}
        actors: [{name: Ann, kind: person, aliases: [A.]}]
        claims:
          - {key: fell, claim: It fell., quote: bridge fell, speakers: [A.], about: [Bridge], topics: [X > Y]}
          - {claim: Nobody saw it., quote: Nobody saw, relations: [{supports: fell}]}
        """,
    )
    desk.write("b.txt", "Another.")
    assert desk.load().count("added") == 2
    assert desk.said() == [("It fell.", "bridge fell"), ("Nobody saw it.", "Nobody saw")]
    assert [each.claim_id for each in desk.database.search("bridge")] == [1]


def test_a_text_that_needs_care_leaves_those_around_it_as_they_are(desk: Desk) -> None:
    lines = [
        {"text": f"Bridge {number} fell.", "claims": [{"claim": f"{number} fell.", "quote": quote}]}
        for number, quote in enumerate(("Bridge 0", "Nothing", "Bridge  2", "Bridge"))
    ]
    desk.write("all.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    outcomes = desk.load().outcomes
    assert [each.outcome for each in outcomes] == ["added", "refused", "added", "added"]
    assert [claim for claim, _quote in desk.said()] == ["0 fell.", "2 fell.", "3 fell."]
    assert [each.article_id for each in outcomes] == [1, None, 2, 3]
