"""Every table and a flat one as CSV by hand: ``csv.writer`` over a cursor, in the order that ours have."""

from __future__ import annotations

import csv
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

TABLES: Final = {
    "actors": "id, name, kind, merged_into_id",
    "annotators": "id, name, kind, version",
    "claims": "id, sentence, kind, event_date, event_earliest, event_latest, status",
    "outlets": "id, name, name_folded",
    "topics": "id, parent_id, name, path",
    "actor_identifiers": "id, actor_id, scheme, value",
    "actor_names": "id, actor_id, name, name_folded, kind, language",
    "articles": "id, outlet_id, title, published, published_earliest, published_latest, language, url, file",
    "claim_actors": "claim_id, actor_id, role, position, recorded_actor_id",
    "claim_topics": "claim_id, topic_id",
    "annotation_files": "id, article_id, file, sha256, loaded_at",
    "article_authors": "article_id, position, name, actor_id",
    "versions": "id, article_id, number, text, text_sha256, original, original_sha256, media_type, encoding, "
    "reader, reader_version, origin, observed_at",
    "claim_keys": "annotation_file_id, key, claim_id",
    "claim_relations": "id, claim_id, related_claim_id, kind, rationale, annotator_id, annotation_file_id",
    "passages": "id, version_id, start_char, end_char, quote",
    "statements": "id, claim_id, passage_id, stance, quotation, said, said_earliest, said_latest, "
    "annotator_id, annotation_file_id, recorded_at",
    "attributions": "id, statement_id, position, actor_id, label, recorded_actor_id, quotation",
}
KEYS: Final = {
    "claim_actors": "claim_id, actor_id, role",
    "claim_topics": "claim_id, topic_id",
    "article_authors": "article_id, position",
    "claim_keys": "annotation_file_id, key",
}
FLAT: Final = """
    SELECT c.id, c.sentence, c.kind, c.event_date, c.status, s.id, s.stance, s.quotation,
        (SELECT group_concat(n, '; ') FROM (SELECT coalesce(a.name, t.label) AS n
            FROM attributions t LEFT JOIN actors a ON a.id = t.actor_id
            WHERE t.statement_id = s.id ORDER BY t.position)),
        (SELECT group_concat(n, '; ') FROM (SELECT a.name AS n FROM claim_actors t
            JOIN actors a ON a.id = t.actor_id WHERE t.claim_id = c.id ORDER BY t.position, a.id)),
        (SELECT group_concat(n, '; ') FROM (SELECT a.path AS n FROM claim_topics t
            JOIN topics a ON a.id = t.topic_id WHERE t.claim_id = c.id ORDER BY a.path)),
        p.quote, p.start_char, p.end_char, v.number, NULL, r.id, r.title, o.name, r.published, r.file,
        NULL, NULL, NULL
    FROM statements s JOIN claims c ON c.id = s.claim_id JOIN passages p ON p.id = s.passage_id
        JOIN versions v ON v.id = p.version_id JOIN articles r ON r.id = v.article_id
        LEFT JOIN outlets o ON o.id = r.outlet_id
    ORDER BY r.published_earliest IS NULL, r.published_earliest, r.id, p.start_char, s.id
"""


def write_tables(path: Path, folder: Path) -> None:
    """Write every table, columns and rows as an export has them; bytes as base64 cost it nothing."""
    with closing(sqlite3.connect(path)) as connection:
        for table, columns in TABLES.items():
            query = f"SELECT {columns} FROM {table} ORDER BY {KEYS.get(table, 'id')}"  # noqa: S608 (names from above)
            _write(folder / f"{table}.csv", connection.execute(query))


def write_flat(path: Path, folder: Path) -> None:
    """Write a row per statement."""
    with closing(sqlite3.connect(path)) as connection:
        _write(folder / "flat.csv", connection.execute(FLAT))


def _write(path: Path, rows: sqlite3.Cursor) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column[0] for column in rows.description])
        writer.writerows(rows)


if __name__ == "__main__":
    database, target = map(Path, sys.argv[1:])
    target.mkdir(exist_ok=True)
    write_tables(database, target)
    write_flat(database, target)
