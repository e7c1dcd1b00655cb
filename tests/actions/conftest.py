"""A desk to work at: a folder of texts, and the database they are loaded into."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from claimsdb.library import Database
    from claimsdb.records.loading import LoadOutcome, LoadReport

BRIDGE = (
    "The minister opened the bridge on Monday. Engineers warned that the bridge is unsafe. "
    "The mayor denied the warning. The bridge is unsafe, an old man said."
)


@dataclass
class Desk:
    """What a test works with: it writes files, loads them, and looks at what is stored."""

    database: Database
    folder: Path

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else dedent(content).lstrip("\n").encode())
        return path

    def load(self, *names: str, prune: bool = False) -> LoadReport:
        paths = [self.folder / name for name in names] or [self.folder]
        return self.database.load(*paths, prune=prune)

    def load_one(self, *names: str, prune: bool = False) -> LoadOutcome:
        (outcome,) = self.load(*names, prune=prune).outcomes
        return outcome

    def annotate(self, claims: str, *, prune: bool = False) -> LoadOutcome:
        """Write the annotation of the one story on the desk, and load it."""
        if not (self.folder / "bridge.txt").exists():
            self.write("bridge.txt", BRIDGE)
        self.write("bridge.claims.yaml", "claimsdb: 1\n" + dedent(claims).lstrip("\n"))
        return self.load_one(prune=prune)

    def said(self) -> list[tuple[str, str]]:
        """Return each statement's claim and quote."""
        return [(row.claim, row.quote) for row in self.database.claims()]

    def count(self, table: str) -> int:
        with self.database._reading() as connection:
            return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608 (the test's own words)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    folder = tmp_path / "desk"
    folder.mkdir()
    return Desk(database, folder)
