"""JSON Lines into a database that has the schema already, by hand: the same rows under the same guards.

No schema of annotations is checked, no variant spelling matched, no text known is found again.
"""

from __future__ import annotations

import calendar
import hashlib
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

path, lines = sys.argv[1:]
connection = sqlite3.connect(path, isolation_level=None)
connection.execute("PRAGMA foreign_keys = ON")


def known(table: str, column: str, value: str, **more: str | int | None) -> int:
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


def days(of: str, name: str, date: str | None) -> dict[str, str | None]:
    """Return the columns of a date: of an EDTF day, month, year or interval of years."""
    if date is None:
        return {}
    begin, _, end = date.partition("/")
    end = end or begin
    if len(end) == len("2017-02"):
        end += f"-{calendar.monthrange(*map(int, end.split('-')))[1]}"
    first, last = begin + "-01-01"[len(begin) - 4 :], end + "-12-31"[len(end) - 4 :]
    return {of: date, f"{name}_earliest": first, f"{name}_latest": last}


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


def declare(noted: dict[str, Any]) -> None:
    """Store what an article says of an actor."""
    actor = actor_named(noted["name"])
    connection.execute("UPDATE actors SET kind = ? WHERE id = ? AND kind IS NULL", [noted.get("kind"), actor])
    for alias in noted["aliases"]:
        connection.execute(
            "INSERT INTO actor_names (actor_id, name, name_folded) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [actor, alias, alias.casefold()],
        )


def load(line: bytes) -> None:
    """Store one article with its claims."""
    record = json.loads(line)
    noted, text = record["article"], record["text"]
    name, wording = noted.get("outlet"), record["text"].encode()
    article = add(
        "articles",
        outlet_id=known("outlets", "name", name, name_folded=name.casefold()) if name else None,
        title=noted["title"],
        language=noted["language"],
        **days("published", "published", noted.get("published")),
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
    for each in record["actors"]:
        declare(each)
    keys: dict[str, int] = {}
    for each in record["claims"]:
        store_claim(each, text, (version, source), keys)


def store_claim(each: dict[str, Any], text: str, place: tuple[int, int], keys: dict[str, int]) -> None:
    """Store one claim, if it is new, and its statement, on the passage where its quote stands."""
    version, source = place
    claim = connection.execute(
        "SELECT id FROM claims WHERE sentence = ? AND event_date IS ?", [each["claim"], each.get("when")]
    ).fetchone()
    number = int(claim[0]) if claim else add_claim(each)
    start = text.index(each["quote"])
    end = start + len(each["quote"])
    statement = add(
        "statements",
        claim_id=number,
        passage_id=add("passages", version_id=version, start_char=start, end_char=end, quote=each["quote"]),
        stance=each["stance"],
        quotation=each["quotation"],
        annotation_file_id=source,
        **days("said", "said", each.get("said")),
    )
    for position, name in enumerate(each["speakers"], start=1):
        add("attributions", statement_id=statement, position=position, actor_id=actor_named(name))
    if key := each.get("key"):
        keys[key] = number
        add("claim_keys", annotation_file_id=source, key=key, claim_id=number)
    for relation in each.get("relations", ()):
        other = keys[relation["supports"]]
        add(
            "claim_relations",
            claim_id=number,
            related_claim_id=other,
            kind="supports",
            annotation_file_id=source,
        )


def add_claim(each: dict[str, Any]) -> int:
    """Add a claim with whom it is about and its topics; return its id."""
    claim = add(
        "claims",
        sentence=each["claim"],
        kind=each.get("kind"),
        status=each["status"],
        **days("event_date", "event", each.get("when")),
    )
    subject, other = each["about"]
    roles = ((subject, "subject"), (other["object"], "object"))
    for position, (name, role) in enumerate(roles, start=1):
        add("claim_actors", claim_id=claim, actor_id=actor_named(name), role=role, position=position)
    for path in each["topics"]:
        area, _, name = path.rpartition(" > ")
        topic = known("topics", "path", path, name=name, parent_id=known("topics", "path", area, name=area))
        add("claim_topics", claim_id=claim, topic_id=topic)
    return claim


with Path(lines).open("rb") as stream:
    for line in stream:
        connection.execute("BEGIN IMMEDIATE")
        load(line)
        connection.execute("COMMIT")
connection.close()
