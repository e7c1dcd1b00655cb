"""However actors are judged, and files loaded in between: once all is undone, all is as it was."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.judgements import LaterEditError
from claimsdb.exports.tables import written_columns
from claimsdb.library import Database, open_database
from claimsdb.models import stored_tables
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

    from tests.engines import Where

TEXT = "one two three four five six"
ACTORS = [
    {"name": "Ann Lee", "kind": "person", "aliases": ["Lee", "Энн Ли"], "identifiers": {"wikidata": "Q1"}},
    {"name": "Anne Lee", "kind": "person"},
    {"name": "Ben", "aliases": ["Benny"]},
    {"name": "The Post", "kind": "outlet"},
]
NAMES = ("Lee", "Ann Lee", "Anne Lee", "Ben", "Benny", "The Post", "Cid")
LOGS = {"actor_judgements", "actor_edits", "actor_split_parts"}
OF_THE_LOAD = {"sha256", "loaded_at"}


def claim(says: str, quote: str, about: list[Any], *chains: list[Any]) -> dict[str, Any]:
    statements = [{"quote": quote, "speakers": chain} for chain in chains]
    return {"claim": says, "about": about, "statements": statements}


# What each of two files says, in two editions that name the same actors otherwise. To the claim of both,
# a file can only add.
EDITIONS = {
    "a": (
        [
            claim("It is one.", "one", ["Ann Lee", "Anne Lee", {"object": "Ben"}], ["Lee"], ["Ben", "Lee"]),
            claim("It is two.", "two", ["Cid", "Ann Lee"], ["Anne Lee", "The Post"], [{"unnamed": "some"}]),
            claim("It is both.", "three", ["Benny"], ["Cid"]),
        ],
        [
            claim("It is one.", "one", ["Ben", "Ann Lee"], ["Ben", "Lee"], ["Anne Lee"]),
            claim("It is two.", "two", ["Ann Lee"], ["The Post"], ["Cid", "Ann Lee"]),
            claim("It is both.", "three", ["Benny"], ["Cid", "Ben"]),
        ],
    ),
    "b": (
        [
            claim("It is both.", "four", ["Benny"], ["Ann Lee"]),
            claim("It is five.", "five", ["Cid"], ["Cid"]),
        ],
        [claim("It is both.", "four", ["Benny"], ["Ben"]), claim("It is five.", "five", ["Ben"], ["Lee"])],
    ),
}


class Judging:
    """A database of two texts, and what can be done with it; a step that is refused does nothing."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.numbers = count(1)
        for name in EDITIONS:
            self.load(name, 0)

    def load(self, name: str, edition: int) -> None:
        (self.folder / f"{name}.txt").write_text(TEXT + name, encoding="utf-8")
        content = {
            "claimsdb": 1,
            "annotator": "coder",
            "article": {"title": name},
            "actors": ACTORS,
            "claims": EDITIONS[name][edition],
        }
        written = json.dumps(content) + " " * next(self.numbers)  # so that it is read again
        (self.folder / f"{name}.claims.yaml").write_text(written, encoding="utf-8")
        assert self.database.load(self.folder / f"{name}.txt", prune=True).refused == ()

    def do(self, what: str, one: int, other: int, many: int) -> None:
        ids = [row[0] for row in self.rows("SELECT id FROM actors ORDER BY id")]
        actor, another = ids[one % len(ids)], ids[other % len(ids)]
        try:
            match what:
                case "merge":
                    self.database.merge_actors(actor, another, why="one", by="coder")
                case "distinct":
                    self.database.distinct_actors(actor, another, why="two", by="coder")
                case "split":
                    self.split(actor, many)
                case "edit":
                    self.edit(actor, many)
                case "add":
                    self.database.add_actor(f"Added {next(self.numbers)}", by="coder")
                case "load":
                    self.load("ab"[one % 2], other % 2)
                case _:
                    standing = self.database.judgements()
                    if standing:
                        self.database.undo_judgement(standing[one % len(standing)].judgement_id, by="coder")
        except ClaimsDBError:
            return

    def split(self, actor: int, many: int) -> None:
        stated = self.rows(f"SELECT DISTINCT statement_id FROM attributions WHERE actor_id = {actor}")  # noqa: S608 (a number)
        claims = self.rows(f"SELECT DISTINCT claim_id FROM claim_actors WHERE actor_id = {actor}")  # noqa: S608 (a number)
        self.database.split_actor(
            actor,
            f"Split {next(self.numbers)}",
            why="two",
            statements=[row[0] for place, row in enumerate(stated) if many >> place & 1],
            claims=[row[0] for place, row in enumerate(claims) if many >> place + 3 & 1],
            by="coder",
        )

    def edit(self, actor: int, many: int) -> None:
        number = next(self.numbers)
        self.database.edit_actor(
            actor,
            name=f"Name {number}" if many & 1 else None,
            kind=("group", "person", None, None)[many >> 1 & 3],
            aliases=[f"Alias {number}"] if many & 8 else [],
            identifiers=[f"register:{number}"] if many & 16 else [],
            by="coder",
        )

    def undo_all(self, draw: Callable[[int], int]) -> None:
        while standing := self.database.judgements():
            undone = False
            while not undone:
                each = standing.pop(draw(len(standing)))
                try:
                    self.database.undo_judgement(each.judgement_id, by="coder")
                    undone = True
                except LaterEditError:
                    assert standing

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with self.database._reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row but the log's; links of a chain that was written anew have other numbers."""
        dumped = {}
        with self.database._reading() as connection:
            for table in stored_tables():
                if table.name not in LOGS:
                    out = OF_THE_LOAD | ({"id"} if table.name == "attributions" else set())
                    columns = [each for each in written_columns(table) if each.name not in out]
                    found = [tuple(row) for row in connection.execute(select(*columns))]
                    dumped[table.name] = sorted(found, key=repr)
        return dumped

    def answers(self) -> dict[str, list[Any]]:
        return {name: self.database.claims(ClaimFilter(actor=name)) for name in NAMES}

    def groups(self) -> Iterator[tuple[int, list[int]]]:
        """Yield each actor that stands with all that are one with it, told from the judgements anew."""
        group = {row[0]: row[0] for row in self.rows("SELECT id FROM actors")}
        for row in self.database.judgements():
            if row.judgement == "merge" and row.actor_id and row.other_id:
                kept, merged = group[row.actor_id], group[row.other_id]
                group = {each: kept if root == merged else root for each, root in group.items()}
        for root in set(group.values()):
            yield root, [each for each, its_root in group.items() if its_root == root]

    def check(self) -> None:
        assert self.database.verify().faults == ()
        listed = {row.actor_id: row for row in self.database.actors()}
        expected = dict(self.groups())
        assert listed.keys() == expected.keys()
        for root, members in expected.items():
            among = ", ".join(map(str, members))
            spoken = self.rows(f"SELECT DISTINCT statement_id FROM attributions WHERE actor_id IN ({among})")  # noqa: S608 (numbers)
            about = self.rows(
                "SELECT DISTINCT statements.id FROM statements JOIN claim_actors USING (claim_id) "  # noqa: S608 (numbers)
                f"WHERE actor_id IN ({among})"
            )
            assert (listed[root].statements_by, listed[root].statements_about) == (len(spoken), len(about))
            found = self.database.claims(ClaimFilter(actor=str(members[-1]), order="newest"))
            assert {(row.statement_id,) for row in found} == {*spoken, *about}
            assert len(found) == self.database.count_claims(ClaimFilter(actor=str(root)))
            assert len(found) == len({row.statement_id for row in found})


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("merge", "merge", "distinct", "split", "split", "edit", "add", "load", "undo")),
        st.integers(0, 20),
        st.integers(0, 20),
        st.integers(0, 63),
    ),
    min_size=3,
    max_size=14,
)


# Every example works on databases that are emptied before.
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, data=st.data())
def test_once_all_is_undone_in_any_order_all_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    fresh: Callable[[str], Where],
    steps: list[Any],
    data: st.DataObject,
) -> None:
    folder = tmp_path_factory.mktemp("judged")
    with open_database(fresh("judged")) as database:
        judging = Judging(database, folder)
        before, answered = judging.dump(), judging.answers()
        for step in steps:
            judging.do(*step)
        judging.check()
        judging.undo_all(lambda size: data.draw(st.integers(0, size - 1)))
        for name in EDITIONS:
            judging.load(name, 0)
        assert judging.dump() == before
        assert judging.answers() == answered
        judging.check()
