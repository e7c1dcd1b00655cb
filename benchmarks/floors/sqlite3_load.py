"""JSON Lines into a database that has the schema already, by hand: the same rows under the same guards.

No schema of annotations is checked, no variant spelling matched, nothing known is found again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from pathlib import Path

path, lines = sys.argv[1:]
connection = sqlite3.connect(path, isolation_level=None)
connection.execute("PRAGMA foreign_keys = ON")


def known(table: str, column: str, value: str, **more: str | None) -> int:
    """Return the id of the row with a value, added if new."""
    found = connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", [value]).fetchone()  # noqa: S608 (names from below)
    return int(found[0]) if found else add(table, **{column: value, **more})


def add(table: str, **values: object) -> int:
    """Add a row; return its id."""
    marks = ", ".join("?" * len(values))
    done = connection.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})",  # noqa: S608 (names from below)
        list(values.values()),
    )
    return int(done.lastrowid or 0)


def actor_named(name: str) -> int:
    """Return the actor of that name, added if new."""
    found = connection.execute(
        "SELECT actor_id FROM actor_names WHERE name_folded = ?", [name.casefold()]
    ).fetchone()
    if found:
        return int(found[0])
    actor = add("actors", name=name)
    add("actor_names", actor_id=actor, name=name, name_folded=name.casefold(), kind="full")
    return actor


def load(line: bytes) -> None:
    """Store one article with its claims."""
    record = json.loads(line)
    noted, text = record["article"], record["text"]
    day, wording = noted["published"], text.encode()
    article = add(
        "articles",
        outlet_id=known("outlets", "name", noted["outlet"], name_folded=noted["outlet"].casefold()),
        title=noted["title"],
        published=day,
        published_earliest=day,
        published_latest=day,
    )
    digest = hashlib.sha256(wording).hexdigest()
    version = add(
        "versions",
        article_id=article,
        number=1,
        text=text,
        text_sha256=digest,
        original=wording,
        original_sha256=digest,
        media_type="text/plain",
        encoding="utf-8",
    )
    source = add(
        "annotation_files",
        article_id=article,
        file=Path(lines).name,
        sha256=hashlib.sha256(line).hexdigest(),
    )
    for each in record["claims"]:
        store_claim(each, text, version, source)


def store_claim(each: dict[str, str | list[str]], text: str, version: int, source: int) -> None:
    """Store one claim with its statement, on the passage where its quote stands."""
    quote, year = str(each["quote"]), str(each["when"])
    claim = add(
        "claims",
        sentence=each["claim"],
        kind=each["kind"],
        event_date=year,
        event_earliest=f"{year}-01-01",
        event_latest=f"{year}-12-31",
    )
    for position, name in enumerate(each["about"], start=1):
        add("claim_actors", claim_id=claim, actor_id=actor_named(name), role="subject", position=position)
    for path in each["topics"]:
        add("claim_topics", claim_id=claim, topic_id=known("topics", "path", path, name=path))
    start = text.index(quote)
    passage = add("passages", version_id=version, start_char=start, end_char=start + len(quote), quote=quote)
    statement = add(
        "statements",
        claim_id=claim,
        passage_id=passage,
        stance="asserts",
        quotation=each["quotation"],
        annotation_file_id=source,
    )
    for position, name in enumerate(each["speakers"], start=1):
        add("attributions", statement_id=statement, position=position, actor_id=actor_named(name))


with Path(lines).open("rb") as stream:
    for line in stream:
        connection.execute("BEGIN IMMEDIATE")
        load(line)
        connection.execute("COMMIT")
connection.close()
