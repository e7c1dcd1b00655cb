"""Small databases of Discourse Network Analyzer, made by SQL as DNA 2 and DNA 3 make them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SHARED: Final = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT);
CREATE TABLE CODERS(ID INTEGER NOT NULL PRIMARY KEY, Name TEXT, Red INTEGER, Green INTEGER, Blue INTEGER);
CREATE TABLE DOCUMENTS(ID INTEGER NOT NULL PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT,
    Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES(ID INTEGER NOT NULL PRIMARY KEY, Label TEXT);
CREATE TABLE VARIABLES(ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER,
    UNIQUE (Variable, StatementTypeId));
CREATE TABLE REGEXES(Label TEXT PRIMARY KEY);
CREATE TABLE STATEMENTS(ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,
    Start INTEGER, Stop INTEGER, Coder INTEGER);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL,
    VariableId INTEGER NOT NULL, Value INTEGER, UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL,
    VariableId INTEGER NOT NULL, Value INTEGER, UNIQUE (StatementId, VariableId));
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL,
    VariableId INTEGER NOT NULL, Value TEXT, UNIQUE (StatementId, VariableId));
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement'), (2, 'Annotation');
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
    (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 2),
    (6, 'certainty', 'integer', 1);
INSERT INTO CODERS VALUES (1, 'Ada', 0, 0, 0), (2, 'Ben', 0, 0, 0);
"""
ONLY_2: Final = """
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL,
    VariableId INTEGER NOT NULL, Value TEXT, UNIQUE (StatementId, VariableId));
CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT NOT NULL,
    Red INTEGER, Type TEXT, Alias TEXT, Notes TEXT, ChildOf TEXT);
CREATE TABLE STATEMENTLINKS(ID INTEGER PRIMARY KEY NOT NULL, SourceId INTEGER, TargetId INTEGER);
INSERT INTO SETTINGS VALUES ('version', '2.0 beta 25');
"""
ONLY_3: Final = """
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT NOT NULL,
    Red INTEGER, ChildOf INTEGER, UNIQUE (VariableId, Value));
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL,
    VariableId INTEGER NOT NULL, Entity INTEGER NOT NULL, UNIQUE (StatementId, VariableId));
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL,
    AttributeVariable TEXT NOT NULL);
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL,
    AttributeVariableId INTEGER NOT NULL, AttributeValue TEXT NOT NULL);
CREATE TABLE VARIABLELINKS(ID INTEGER NOT NULL PRIMARY KEY, SourceVariableId INTEGER,
    TargetVariableId INTEGER);
INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 1, 'Type'), (2, 1, 'Alias'), (3, 2, 'Type'), (4, 2, 'Alias');
INSERT INTO SETTINGS VALUES ('version', '3.0.11');
"""
VARIABLES: Final = {"person": 1, "organization": 2, "concept": 3}
DAY: Final = 86_400


@dataclass
class Dna:
    """A database in the making; ``version`` is 2 or 3. Days count from 1970."""

    path: Path
    version: int = 3
    statements: int = 0
    _entities: dict[tuple[int, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the tables."""
        self.path.unlink(missing_ok=True)
        self.run(SHARED + (ONLY_3 if self.version == 3 else ONLY_2))

    def run(self, script: str) -> None:
        """Run SQL as any other program does."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.executescript(script)

    def put(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Insert rows."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            for row in rows:
                connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)  # noqa: S608

    def document(self, number: int, text: object, *, day: float | None = 0, **fields: object) -> None:
        """Insert a document."""
        date = None if day is None else int(day * DAY * (1 if self.version == 3 else 1000))
        given = {
            "title": f"Document {number}",
            "author": "",
            "source": "",
            "section": "",
            "notes": "",
            "type": "",
        }
        rest = given | fields
        row = (number, rest["title"], text, 1, rest["author"], rest["source"], rest["section"], rest["notes"])
        self.put("DOCUMENTS", [(*row, rest["type"], date)])

    def statement(
        self,
        document: int,
        start: object,
        stop: object,
        *,
        agreement: object = 1,
        coder: object = 1,
        **values: str | None,
    ) -> int:
        """Insert a statement with person, organization and concept; return its number."""
        self.statements += 1
        number = self.statements
        self.put("STATEMENTS", [(number, 1, document, start, stop, coder)])
        for name, variable in VARIABLES.items():
            value = values.get(name) or ""
            said = self.entity(variable, value) if self.version == 3 else value
            self.put("DATASHORTTEXT", [(None, number, variable, said)])
        if agreement is not None:
            self.put("DATABOOLEAN", [(None, number, 4, agreement)])
        return number

    def quoted(
        self,
        document: int,
        text: str,
        quote: str,
        *,
        agreement: object = 1,
        coder: object = 1,
        **values: str | None,
    ) -> int:
        """Insert a statement on the place where a quote stands, counted as Java does."""
        before = text[: text.index(quote)]
        start, length = (len(each.encode("utf-16-le")) // 2 for each in (before, quote))
        return self.statement(document, start, start + length, agreement=agreement, coder=coder, **values)

    def entity(self, variable: int, value: str) -> int:
        """Return the number of a value of DNA 3, which is inserted if it is new."""
        if (variable, value) not in self._entities:
            number = len(self._entities) + 1
            self._entities[variable, value] = number
            self.put("ENTITIES", [(number, variable, value, 0, None)])
        return self._entities[variable, value]

    def alias(self, variable: int, value: str, alias: str, kind: str = "") -> None:
        """Give a person (1) or organisation (2) an alias and a type."""
        if self.version == 3:
            entity, first = self.entity(variable, value), 2 * variable - 1
            self.put("ATTRIBUTEVALUES", [(None, entity, first, kind), (None, entity, first + 1, alias)])
        else:
            self.put("ATTRIBUTES", [(None, variable, value, 0, kind, alias, "", "")])
