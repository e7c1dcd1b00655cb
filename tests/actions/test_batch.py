"""New texts are stored many at a time, and leave what storing them one by one with care would leave."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.actions.batch.storing import Storing
from claimsdb.actions.batch.unchanged import Unchanged
from claimsdb.library import Database, open_database
from claimsdb.models import Base

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from claimsdb.records.loading import LoadOutcome
    from tests.actions.conftest import Desk
    from tests.engines import Where

WORDS = ("one", "two", "three", "four", "five")
TEXTS = (" ".join(WORDS), "Five, four, three, two, one.", "one or “two”, two of them three four five")
NAMES = ("Ann Lee", "Lee", "Ben", "ann lee", "Cid")
PROGRAM = {"name": "coder", "kind": "program", "version": "1"}
TIMES = ("observed_at", "loaded_at", "recorded_at", "carried_at", "decided_at")
TABLES = (
    *(
        "outlets",
        "articles",
        "article_authors",
        "versions",
        "version_facts",
        "annotation_files",
        "annotators",
    ),
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
            kinds = st.sampled_from(("supports", "same_as"))
            targets = draw(st.lists(st.tuples(kinds, st.sampled_from(keys)), max_size=2))
            who = draw(st.sampled_from(({}, {}, {}, {"annotator": "Lou"})))
            claim["relations"] = [{kind: target, **who} for kind, target in targets]
    record = {"text": draw(st.sampled_from(TEXTS)), "article": draw(ARTICLE), "claims": claims}
    if actors := draw(st.lists(ACTOR, max_size=2, unique_by=lambda actor: str(actor["name"]))):
        record["actors"] = actors
    if annotator := draw(
        st.sampled_from((None, "Kim", {"name": "coder", "kind": "program", "version": "1"}))
    ):
        record["annotator"] = annotator
    return record


def rows(database: Database, tables: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each table, but for moments."""
    found: dict[str, list[dict[str, Any]]] = {}
    with database._reading() as connection:
        for table in tables:
            result = connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()  # noqa: S608 (from above)
            found[table] = [{name: row[name] for name in row if name not in TIMES} for row in result]
    return found


def contents(database: Database) -> dict[str, list[dict[str, Any]]]:
    found = rows(database, TABLES)
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
        return [
            replace(
                each,
                article_id=each.article_id and 0,
                same_text_as=each.same_text_as and 0,
                carried=tuple(replace(one, number=0) for one in each.carried),
            )
            for each in outcomes
        ]
    return list(outcomes)


def loaded_with_care(database: Database, path: Path) -> list[LoadOutcome]:
    """Load with nothing stored in one go, and nothing passed over."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Storing, "store", lambda *_text: None)
        patch.setattr(Unchanged, "article", lambda *_text: None)
        patch.setattr(Database, "_met_before", lambda *_digests: set())
        return loaded(database, path)


@contextmanager
def two_databases(folder: Path, fresh: Callable[[str], Where]) -> Iterator[tuple[Database, Database]]:
    with open_database(fresh("batch")) as batch, open_database(fresh("careful")) as careful:
        yield batch, careful
    shutil.rmtree(folder)


any_number = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


# Every example works on databases that are emptied before.
@any_number
@given(
    first=st.lists(records(), max_size=2),
    second=st.lists(records(), min_size=1, max_size=5),
    order=st.randoms(use_true_random=False),
)
def test_a_batch_leaves_what_one_text_after_the_other_leaves(
    tmp_path_factory: pytest.TempPathFactory,
    fresh: Callable[[str], Where],
    first: list[dict[str, Any]],
    second: list[dict[str, Any]],
    order: random.Random,
) -> None:
    folder = tmp_path_factory.mktemp("batch")
    mixed = [*first, *second]
    order.shuffle(mixed)
    with two_databases(folder, fresh) as (batch, careful):
        loads = {"first": first, "second": second, "second, again": second, "second, mixed": mixed}
        for name, lines in loads.items():
            path = folder / f"{name.partition(',')[0]}.jsonl"
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
            assert loaded(batch, path) == loaded_with_care(careful, path)
            assert contents(batch) == contents(careful)
        assert batch.verify().faults == ()


FILES = st.dictionaries(
    st.sampled_from(("a.txt", "b.txt", "sub/a.txt", "sub/c.html")),
    st.tuples(st.sampled_from(TEXTS), st.none() | records()),
    min_size=1,
)


@any_number
@given(first=FILES, second=FILES, moved=st.booleans())
def test_files_seen_before_are_passed_over_as_if_they_had_been_read(
    tmp_path_factory: pytest.TempPathFactory,
    fresh: Callable[[str], Where],
    first: dict[str, tuple[str, dict[str, Any] | None]],
    second: dict[str, tuple[str, dict[str, Any] | None]],
    moved: bool,
) -> None:
    folder = tmp_path_factory.mktemp("files")
    with two_databases(folder, fresh) as (batch, careful):
        for number, files in enumerate((first, first, second, first | second)):
            place = folder / ("moved" if moved and number > 1 else "desk")
            write_files(place, files)
            assert loaded(batch, place) == loaded_with_care(careful, place)
            assert contents(batch) == contents(careful)
        assert batch.verify().faults == ()


def write_files(place: Path, files: dict[str, tuple[str, dict[str, Any] | None]]) -> None:
    for name, (text, record) in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if record is not None:
            noted = {key: value for key, value in record.items() if key != "text"}
            path.with_suffix(".claims.yaml").write_text(json.dumps(noted), encoding="utf-8")


def test_what_was_loaded_before_is_not_read_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("a.txt", "The bridge fell.")
    desk.write("a.claims.yaml", "claims: [{claim: It fell., quote: fell}]")
    desk.write("b.txt", "Another.")
    line = {"text": "A dam.", "claims": [{"claim": "It is a dam.", "quote": "dam"}]}
    desk.write("c.jsonl", json.dumps(line))
    assert desk.load().count("added") == 3
    monkeypatch.setattr("claimsdb.sources.files.FileTask.prepared", None)
    monkeypatch.setattr("claimsdb.sources.files.read_text", None)
    monkeypatch.setattr("claimsdb.sources.lines.read_wording", None)
    assert desk.load().count("unchanged") == 3


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
