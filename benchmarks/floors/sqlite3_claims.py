"""The statements by and about an actor as `claimsdb claims --format json` prints them, by hand."""

from __future__ import annotations

import json
import sqlite3
import sys

ROWS = """
    SELECT claims.id AS claim_id, sentence AS claim, claims.kind, event_date AS "when", status,
        statements.id AS statement_id, stance, quotation,
        (SELECT json_group_array(name) FROM (
            SELECT coalesce(actors.name, label) AS name
            FROM attributions LEFT JOIN actors ON actors.id = actor_id
            WHERE statement_id = statements.id ORDER BY position)) AS speakers,
        (SELECT json_group_array(name) FROM (
            SELECT actors.name FROM claim_actors JOIN actors ON actors.id = actor_id
            WHERE claim_id = claims.id ORDER BY position, actors.id)) AS about,
        (SELECT json_group_array(path) FROM (
            SELECT path FROM claim_topics JOIN topics ON topics.id = topic_id
            WHERE claim_id = claims.id ORDER BY path)) AS topics,
        quote, start_char, end_char, number AS version, NULL AS outcome,
        articles.id AS article_id, articles.title, outlets.name AS outlet, published, articles.file,
        NULL AS review, NULL AS original_quote, '[]' AS further_passages
    FROM statements
    JOIN claims ON claims.id = statements.claim_id
    JOIN passages ON passages.id = statements.passage_id
    JOIN versions ON versions.id = version_id
    JOIN articles ON articles.id = article_id
    LEFT JOIN outlets ON outlets.id = outlet_id
    WHERE statements.id IN (SELECT statement_id FROM attributions WHERE actor_id = :actor)
    OR claims.id IN (SELECT claim_id FROM claim_actors WHERE actor_id = :actor)
    ORDER BY published_earliest IS NULL, published_earliest, articles.id, start_char, statements.id
"""
LISTS = {"speakers", "about", "topics", "further_passages"}

path, name = sys.argv[1:]
connection = sqlite3.connect(f"file:{path}?mode=rw", uri=True)
connection.row_factory = sqlite3.Row
((actor,),) = connection.execute(
    "SELECT DISTINCT actor_id FROM actor_names WHERE name_folded = ?", [name.casefold()]
).fetchall()
separator = "[\n"
for found in connection.execute(ROWS, {"actor": actor}):
    row = {key: json.loads(value) if key in LISTS else value for key, value in dict(found).items()}
    sys.stdout.write(separator + json.dumps(row, ensure_ascii=False))
    separator = ",\n"
sys.stdout.write("[]\n" if separator == "[\n" else "\n]\n")
connection.close()
