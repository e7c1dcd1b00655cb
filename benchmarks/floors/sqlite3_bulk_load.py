"""JSON Lines into a database that has the schema already, by hand and in bulk: the same rows as claimsdb.

``--guards`` keeps every trigger, and fills the search index and other derived tables a transaction at
a time, as a careful hand would; ``--bare`` takes all triggers away and leaves derived tables empty.
No schema of annotations is checked, no variant spelling matched, and nothing is looked for in the
database: names and sentences are remembered from the first line on.
"""

from __future__ import annotations

import calendar
import gc
import hashlib
import json
import sqlite3
import sys
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import Any, Final

from claimsdb.text.search_form import search_form

A_TRANSACTION: Final = 1000
"""Articles that are stored in a second or two."""

NOW: Final = "2026-01-01T00:00:00Z"
TABLES: Final = {
    "outlets": "id name name_folded",
    "actors": "id name kind",
    "actor_names": "actor_id name name_folded kind",
    "topics": "id parent_id name path",
    "articles": "id outlet_id title published published_earliest published_latest language",
    "versions": "id article_id number text text_sha256 original original_sha256 media_type encoding reader "
    "reader_version origin observed_at",
    "annotation_files": "id article_id file sha256 loaded_at",
    "claims": "id sentence kind event_date event_earliest event_latest status",
    "claim_keys": "annotation_file_id key claim_id",
    "claim_actors": "claim_id actor_id role position",
    "claim_topics": "claim_id topic_id",
    "passages": "id version_id start_char end_char quote",
    "statements": "id claim_id passage_id stance quotation said said_earliest said_latest "
    "annotation_file_id recorded_at",
    "attributions": "statement_id position actor_id",
    "claim_relations": "claim_id related_claim_id kind annotation_file_id",
    "claims_search": "rowid words",
    "passages_search": "rowid words",
}

path, lines, guards = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "--guards"
rows: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
last: defaultdict[str, int] = defaultdict(int)
outlets: dict[str, int] = {}
actors: dict[str, int] = {}
names: set[tuple[int, str]] = set()
kinds: dict[int, str | None] = {}
changed: dict[int, str] = {}
topics: dict[str, int] = {}
claims: dict[tuple[str, str | None], int] = {}


def number(table: str) -> int:
    """Return the number of the next row."""
    last[table] += 1
    return last[table]


def outlet(name: str) -> int:
    """Return the outlet of that name, added if new."""
    if name not in outlets:
        outlets[name] = number("outlets")
        rows["outlets"].append((outlets[name], name, name.casefold()))
    return outlets[name]


def actor(name: str, kind: str | None = None) -> int:
    """Return the actor of that name, added if new; one whose kind was unknown is given its kind."""
    found = actors.get(name)
    if found is None:
        found = actors[name] = number("actors")
        kinds[found] = kind
        names.add((found, name))
        rows["actors"].append((found, name, kind))
        rows["actor_names"].append((found, name, name.casefold(), "full"))
    elif kind is not None and kinds[found] is None:
        kinds[found] = changed[found] = kind
    return found


def declare(noted: dict[str, Any]) -> None:
    """Make the rows of what an article says of an actor."""
    found = actor(noted["name"], noted.get("kind"))
    for alias in noted["aliases"]:
        if (found, alias) not in names:
            names.add((found, alias))
            rows["actor_names"].append((found, alias, alias.casefold(), "alias"))


def topic(of: str) -> int:
    """Return the topic at a path, added if new."""
    if of not in topics:
        above, _, name = of.rpartition(" > ")
        parent = topic(above) if above else None
        topics[of] = number("topics")
        rows["topics"].append((topics[of], parent, name, of))
    return topics[of]


def days(date: str | None) -> tuple[str | None, str | None, str | None]:
    """Return a date with its first and last day: an EDTF day, month, year or interval of years."""
    if date is None or len(date) == len("2017-02-15"):
        return date, date, date
    begin, _, end = date.partition("/")
    end = end or begin
    if len(end) == len("2017-02"):
        end += f"-{calendar.monthrange(*map(int, end.split('-')))[1]}"
    return date, begin + "-01-01"[len(begin) - 4 :], end + "-12-31"[len(end) - 4 :]


def take_in(line: bytes) -> None:
    """Make the rows of one article."""
    record = json.loads(line)
    noted, text = record["article"], record["text"]
    article, version, source = number("articles"), number("versions"), number("annotation_files")
    original = text.encode()
    digest = hashlib.sha256(original).hexdigest()
    name, day = noted.get("outlet"), noted.get("published")
    at = outlet(name) if name else None
    rows["articles"].append((article, at, noted["title"], *days(day), noted["language"]))
    read = ("text/plain", "utf-8", "hand", "1", str(lines), NOW)
    rows["versions"].append((version, article, 1, text, digest, original, digest, *read))
    sha256 = hashlib.sha256(line.rstrip(b"\n")).hexdigest()
    rows["annotation_files"].append((source, article, lines.name, sha256, NOW))
    for each in record["actors"]:
        declare(each)
    keys: dict[str, int] = {}
    for each in record["claims"]:
        take_in_claim(each, text, (version, source), keys)


def take_in_claim(noted: dict[str, Any], text: str, place: tuple[int, int], keys: dict[str, int]) -> None:
    """Make the rows of one claim, if it is new, and of its statement."""
    version, source = place
    saying = noted["claim"], noted.get("when")
    claim = claims[saying] if saying in claims else add_claim(noted, saying)
    quote = noted["quote"]
    start, passage, statement = text.index(quote), number("passages"), number("statements")
    rows["passages"].append((passage, version, start, start + len(quote), quote))
    how = noted["stance"], noted["quotation"], *days(noted.get("said"))
    rows["statements"].append((statement, claim, passage, *how, source, NOW))
    for position, name in enumerate(noted["speakers"], start=1):
        rows["attributions"].append((statement, position, actor(name)))
    if guards:
        rows["passages_search"].append((passage, search_form(quote)))
    if key := noted.get("key"):
        keys[key] = claim
        rows["claim_keys"].append((source, key, claim))
    for relation in noted.get("relations", ()):
        rows["claim_relations"].append((claim, keys[relation["supports"]], "supports", source))


def add_claim(noted: dict[str, Any], saying: tuple[str, str | None]) -> int:
    """Make the rows of a claim, of whom it is about and of its topics; return its number."""
    claim = claims[saying] = number("claims")
    sentence, when = saying
    rows["claims"].append((claim, sentence, noted.get("kind"), *days(when), noted["status"]))
    subject, other = noted["about"]
    rows["claim_actors"].append((claim, actor(subject), "subject", 1))
    rows["claim_actors"].append((claim, actor(other["object"]), "object", 2))
    for of in noted["topics"]:
        rows["claim_topics"].append((claim, topic(of)))
    if guards:
        rows["claims_search"].append((claim, search_form(sentence)))
    return claim


def write(connection: sqlite3.Connection) -> None:
    """Write the rows that were made, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND (name LIKE '%_searchable_on_insert'"
    )
    query += " OR name LIKE '%_listed_on_insert')"
    triggers = connection.execute(query).fetchall()
    for name, _made in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for table, columns in TABLES.items():
        marks = ", ".join("?" * len(columns.split()))
        insert = f"INSERT INTO {table} ({columns.replace(' ', ', ')}) VALUES ({marks})"
        connection.executemany(insert, rows[table])
        rows[table].clear()
    connection.executemany(
        "UPDATE actors SET kind = ? WHERE id = ?", [(kind, id_) for id_, kind in changed.items()]
    )
    changed.clear()
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
