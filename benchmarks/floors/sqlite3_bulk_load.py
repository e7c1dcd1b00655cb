"""JSON Lines into a database that has the schema already, by hand and in bulk: the same rows as claimsdb.

``--guards`` keeps every trigger and fills the search index a transaction at a time, as a careful
hand would; ``--bare`` takes all triggers away and leaves the search index empty. No schema of
annotations is checked, no variant spelling matched, and nothing is looked for in the database:
names are remembered from the first line on.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sqlite3
import sys
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import Any, Final

A_TRANSACTION: Final = 1000
"""Articles that are stored in about a second."""

TABLES: Final = {
    "outlets": "id name name_folded",
    "actors": "id name",
    "actor_names": "actor_id name name_folded kind",
    "topics": "id name path",
    "articles": "id outlet_id title published published_earliest published_latest",
    "versions": "id article_id number text text_sha256 original original_sha256 media_type encoding reader "
    "reader_version origin observed_at",
    "annotation_files": "id article_id file sha256 loaded_at",
    "claims": "id sentence kind event_date event_earliest event_latest",
    "claim_actors": "claim_id actor_id role position",
    "claim_topics": "claim_id topic_id",
    "passages": "id version_id start_char end_char quote",
    "statements": "id claim_id passage_id stance quotation annotation_file_id recorded_at",
    "attributions": "statement_id position actor_id",
    "claims_search": "rowid words",
    "passages_search": "rowid words",
}
NOW: Final = "2026-01-01T00:00:00Z"

path, lines, guards = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "--guards"
rows: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
known: defaultdict[str, dict[str, int]] = defaultdict(dict)
last: defaultdict[str, int] = defaultdict(int)


def number(table: str) -> int:
    """Return the number of the next row."""
    last[table] += 1
    return last[table]


def outlet(name: str) -> int:
    """Return the outlet of that name, added if new."""
    if name not in known["outlets"]:
        known["outlets"][name] = number("outlets")
        rows["outlets"].append((known["outlets"][name], name, name.casefold()))
    return known["outlets"][name]


def actor(name: str) -> int:
    """Return the actor of that name, added if new."""
    if name not in known["actors"]:
        known["actors"][name] = number("actors")
        rows["actors"].append((known["actors"][name], name))
        rows["actor_names"].append((known["actors"][name], name, name.casefold(), "full"))
    return known["actors"][name]


def topic(name: str) -> int:
    """Return the topic of that name, added if new."""
    if name not in known["topics"]:
        known["topics"][name] = number("topics")
        rows["topics"].append((known["topics"][name], name, name))
    return known["topics"][name]


def bounds(day: str) -> tuple[str, str]:
    """Return the first and last day of a year, or a day itself."""
    return (f"{day}-01-01", f"{day}-12-31") if len(day) == 4 else (day, day)  # noqa: PLR2004 (digits of a year)


def take_in(line: bytes) -> None:
    """Make the rows of one article."""
    record = json.loads(line)
    noted, text = record["article"], record["text"]
    article, version, source = number("articles"), number("versions"), number("annotation_files")
    original = text.encode()
    digest = hashlib.sha256(original).hexdigest()
    day = noted["published"]
    rows["articles"].append((article, outlet(noted["outlet"]), noted["title"], day, *bounds(day)))
    read = ("text/plain", "utf-8", "hand", "1", str(lines), NOW)
    rows["versions"].append((version, article, 1, text, digest, original, digest, *read))
    sha256 = hashlib.sha256(line.rstrip(b"\n")).hexdigest()
    rows["annotation_files"].append((source, article, lines.name, sha256, NOW))
    for claim in record["claims"]:
        take_in_claim(claim, text, version, source)


def take_in_claim(noted: dict[str, Any], text: str, version: int, source: int) -> None:
    """Make the rows of one claim with its statement."""
    sentence, quote, when = noted["claim"], noted["quote"], noted["when"]
    claim, passage, statement = number("claims"), number("passages"), number("statements")
    rows["claims"].append((claim, sentence, noted["kind"], when, *bounds(when)))
    for position, name in enumerate(noted["about"], start=1):
        rows["claim_actors"].append((claim, actor(name), "subject", position))
    for name in noted["topics"]:
        rows["claim_topics"].append((claim, topic(name)))
    start = text.index(quote)
    rows["passages"].append((passage, version, start, start + len(quote), quote))
    rows["statements"].append((statement, claim, passage, "asserts", noted["quotation"], source, NOW))
    for position, name in enumerate(noted["speakers"], start=1):
        rows["attributions"].append((statement, position, actor(name)))
    if guards:
        rows["claims_search"].append((claim, sentence))
        rows["passages_search"].append((passage, quote))


def write(connection: sqlite3.Connection) -> None:
    """Write the rows that were made, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%able_on_insert'"
    triggers = connection.execute(query).fetchall()
    for name, _made in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for table, columns in TABLES.items():
        marks = ", ".join("?" * len(columns.split()))
        insert = f"INSERT INTO {table} ({', '.join(columns.split())})"
        if table.endswith("_search"):
            plain = [row for row in rows[table] if row[1].isascii()]
            others = [row[:1] for row in rows[table] if not row[1].isascii()]
            connection.executemany(f"{insert} VALUES ({marks})", plain)
            words = table.replace("_search", "_words")
            connection.executemany(f"{insert} SELECT id, words FROM {words} WHERE id = ?", others)  # noqa: S608 (names from above)
        else:
            connection.executemany(f"{insert} VALUES ({marks})", rows[table])
        rows[table].clear()
    for _name, made in triggers:
        connection.execute(made)
    connection.execute("COMMIT")


def main() -> None:
    """Load the lines."""
    gc.disable()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = -64000")
    connection.execute(f"PRAGMA foreign_keys = {int(guards)}")
    if not guards:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
    with lines.open("rb") as stream:
        while some := list(islice(stream, A_TRANSACTION)):
            for line in some:
                take_in(line)
            write(connection)
    connection.close()


main()
