from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import (
    CheckConstraint,
    Column,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    text,
)
from sqlalchemy.exc import IntegrityError

from claimsdb.database.engine import WRITING, open_engine
from claimsdb.database.location import Location
from claimsdb.models import Base
from tests.engines import SQLITE, on_sqlite
from tests.models.shells import (
    CHECK,
    REQUIRED,
    TYPE,
    UNIQUE,
    PostgreSQLShell,
    RefusedError,
    Shell,
    SQLiteShell,
    insert,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from tests.engines import Where
    from tests.postgresql.reused import Reused

Row = dict[str, Any]

TABLES = {table.name: table for table in Base.metadata.sorted_tables}

LISTING = {
    "actor_id": 1,
    "speaks": 1,
    "facet": 0,
    "day": 20170201,
    "article_id": 1,
    "start_char": 0,
    "statement_id": 1,
}

MENTION = {
    "version_id": 1,
    "start_char": 0,
    "end_char": 5,
    "name_id": 1,
    "sentence_start": 0,
    "sentence_end": 10,
}

# One valid row a table, numbered 1, and a second that shares nothing with it but what it points at.
ROWS: dict[str, tuple[Row, Row]] = {
    "actors": ({"name": "Kassis"}, {"name": "Nazarbayev"}),
    "annotators": (
        {"name": "Ada", "kind": "person"},
        {"name": "finder", "kind": "program", "version": "1"},
    ),
    "claims": ({"sentence": "Talks end."}, {"sentence": "Talks go on."}),
    "outlets": ({"name": "Ö", "name_folded": "o"}, {"name": "P", "name_folded": "p"}),
    "topics": ({"name": "War", "path": "War"}, {"name": "Peace", "path": "Peace"}),
    "actor_identifiers": (
        {"actor_id": 1, "scheme": "wikidata", "value": "Q1"},
        {"actor_id": 1, "scheme": "wikidata", "value": "Q2"},
    ),
    "actor_roles": (
        {"actor_id": 1, "title": "Envoy", "title_folded": "envoy", "organisation_id": 1},
        {"actor_id": 1, "title": "Chair", "title_folded": "chair"},
    ),
    "actor_names": (
        {"actor_id": 1, "name": "Kassis", "name_folded": "kassis"},
        {"actor_id": 1, "name": "Randa", "name_folded": "randa"},
    ),
    "articles": ({"title": "One"}, {"title": "Two"}),
    "claim_actors": (
        {"claim_id": 1, "actor_id": 1, "role": "subject"},
        {"claim_id": 1, "actor_id": 1, "role": "object"},
    ),
    "claim_topics": ({"claim_id": 1, "topic_id": 1}, {"claim_id": 2, "topic_id": 1}),
    "annotation_files": (
        {"article_id": 1, "file": "one.yaml", "sha256": "a" * 64},
        {"article_id": 1, "file": "two.yaml", "sha256": "a" * 64},
    ),
    "article_authors": (
        {"article_id": 1, "position": 1, "name": "Amiri"},
        {"article_id": 1, "position": 2, "name": "Amiri"},
    ),
    "versions": (
        {"article_id": 1, "number": 1, "text": "Talks end.", "text_sha256": "a" * 64},
        {"article_id": 1, "number": 2, "text": "Talks go on.", "text_sha256": "b" * 64},
    ),
    "standoffs": (
        {"annotation_file_id": 1, "version_id": 1, "lines": "T1\tClaim 0 5\tTalks\n"},
        {"annotation_file_id": 2, "version_id": 1, "lines": ""},
    ),
    "version_facts": (
        {"version_id": 1, "field": "author", "position": 2, "value": "Ada", "source": "a", "inferred": 1},
        {"version_id": 1, "field": "author", "position": 1, "value": "Bo", "source": "b", "inferred": 0},
    ),
    "claim_keys": (
        {"annotation_file_id": 1, "key": "end", "claim_id": 1},
        {"annotation_file_id": 1, "key": "go-on", "claim_id": 1},
    ),
    "claim_relations": (
        {"claim_id": 1, "related_claim_id": 2, "kind": "supports"},
        {"claim_id": 2, "related_claim_id": 1, "kind": "supports"},
    ),
    "claim_reviews": (
        {"claim_id": 1, "rating": "Mostly false"},
        {"claim_id": 1, "rating": "2 of 5", "rating_value": 2.0, "worst_rating": 1.0, "best_rating": 5.0},
    ),
    "passages": (
        {"version_id": 1, "start_char": 0, "end_char": 5, "quote": "Talks"},
        {"version_id": 1, "start_char": 6, "end_char": 9, "quote": "end"},
    ),
    "claim_review_evidence": (
        {"review_id": 1, "position": 1, "passage_id": 1},
        {"review_id": 1, "position": 2, "url": "https://example.org/"},
    ),
    "statements": ({"claim_id": 1, "passage_id": 1}, {"claim_id": 1, "passage_id": 1}),
    "statement_passages": (
        {"statement_id": 1, "role": "source", "position": 1, "passage_id": 1},
        {"statement_id": 1, "role": "source", "position": 2, "passage_id": 1},
    ),
    "attributions": (
        {"statement_id": 1, "position": 1, "actor_id": 1},
        {"statement_id": 1, "position": 2, "label": "some"},
    ),
    "carryings": (
        {"from_passage_id": 1, "version_id": 1, "found": "gone", "outcome": "gone"},
        {
            "from_passage_id": 2,
            "version_id": 1,
            "found": "altered",
            "outcome": "altered",
            "score": 90.0,
            "passage_id": 1,
            "review": "accepted",
        },
    ),
    "carrying_candidates": (
        {"carrying_id": 1, "number": 1, "passage_id": 1, "score": 90.0},
        {"carrying_id": 1, "number": 2, "passage_id": 2, "score": 80.0},
    ),
    "carrying_decisions": (
        {"carrying_id": 1, "decision": "choose", "number": 2},
        {"carrying_id": 1, "decision": "reject"},
    ),
    "actor_judgements": (
        {"id": 1, "judgement": "undo", "actor_id": 1, "actor_name": "Kassis", "undoes_id": 1},
        {"id": 2, "judgement": "undo", "actor_id": 1, "actor_name": "Randa", "undoes_id": 2},
    ),
    "actor_edits": (
        {"judgement_id": 1, "field": "kind", "after": "person"},
        {"judgement_id": 1, "field": "name", "before": "Randa", "after": "Kassis"},
    ),
    "actor_split_parts": (
        {"judgement_id": 1, "statement_id": 1},
        {"judgement_id": 1, "claim_id": 1},
    ),
    "listings": (LISTING, {**LISTING, "facet": 4}),
    "mention_marks": (
        {"version_id": 1, "characters": 10, "names_upto": 1},
        {"version_id": 2, "characters": 12, "names_upto": 0},
    ),
    "mentions": (MENTION, {**MENTION, "start_char": 6, "end_char": 9}),
}

DAYS = {"earliest": "2017-02-01", "latest": "2017-02-28"}


def dated(prefix: str, date: str | None, earliest: str | None, latest: str | None) -> Row:
    column = "event_date" if prefix == "event" else prefix
    return {column: date, f"{prefix}_earliest": earliest, f"{prefix}_latest": latest}


NO_DAYS = (
    "",
    "2017",
    "2017-02-30",
    "2017-13-01",
    "17-02-01",
    "2017-2-1",
    "2017-02-01T00:00",
    "soon",
    "____-__-__",
)


def bad_dates(table: str, prefix: str) -> dict[str, tuple[str, list[Row]]]:
    return {
        f"ck_{table}_{prefix}_days_with_date": (
            table,
            [
                dated(prefix, "2017-02", None, None),
                dated(prefix, None, "2017-02-01", "2017-02-28"),
                dated(prefix, None, "2017-02-01", None),
                dated(prefix, None, None, "2017-02-28"),
            ],
        ),
        f"ck_{table}_{prefix}_days_in_order": (table, [dated(prefix, "2017", "2017-12-31", "2017-01-01")]),
        f"ck_{table}_{prefix}_earliest_day": (
            table,
            [dated(prefix, "2017/..", day, None) for day in NO_DAYS],
        ),
        f"ck_{table}_{prefix}_latest_day": (
            table,
            [dated(prefix, "../2017", None, day) for day in NO_DAYS],
        ),
    }


STANDS: Row = {"undoes_id": None}
OF_TWO: Row = {**STANDS, "other_name": "Randa", "rationale": "One woman."}
# Every CHECK of the models, the table it stands on, and rows that break it and nothing else.
BROKEN: dict[str, tuple[str, list[Row]]] = {
    "ck_actors_kind_vocabulary": ("actors", [{"kind": "alien"}, {"kind": "Person"}, {"kind": ""}]),
    "ck_actors_name_not_blank": ("actors", [{"name": ""}, {"name": "  "}]),
    "ck_actors_not_into_itself": ("actors", [{"id": 7, "merged_into_id": 7}]),
    "ck_actor_judgements_id_from_one": ("actor_judgements", [{"id": 0}, {"id": -1}]),
    "ck_actor_judgements_judgement_vocabulary": ("actor_judgements", [{**STANDS, "judgement": "hide"}]),
    "ck_actor_judgements_rationale_not_blank": ("actor_judgements", [{"rationale": " "}]),
    "ck_actor_judgements_reason_given": (
        "actor_judgements",
        [{**OF_TWO, "judgement": word, "rationale": None} for word in ("merge", "split", "distinct")],
    ),
    "ck_actor_judgements_of_two": (
        "actor_judgements",
        [
            {**OF_TWO, "judgement": "merge", "other_name": None},
            {**OF_TWO, "judgement": "edit"},
            {**OF_TWO, "judgement": "add"},
        ],
    ),
    "ck_actor_judgements_two_actors": ("actor_judgements", [{"other_id": 1}]),
    "ck_actor_judgements_undoes_one": (
        "actor_judgements",
        [{"undoes_id": None}, {"judgement": "edit"}],
    ),
    "ck_actor_edits_id_from_one": ("actor_edits", [{"id": 0}]),
    "ck_actor_edits_field_vocabulary": ("actor_edits", [{"field": "age"}]),
    "ck_actor_split_parts_id_from_one": ("actor_split_parts", [{"id": 0}]),
    "ck_actor_split_parts_one_of_two": (
        "actor_split_parts",
        [{"statement_id": 1}, {"claim_id": None}],
    ),
    "ck_attributions_recorded_otherwise": (
        "attributions",
        [{"actor_id": 1, "label": None, "recorded_actor_id": 1}],
    ),
    "ck_claim_actors_recorded_otherwise": ("claim_actors", [{"recorded_actor_id": 1}]),
    "ck_annotators_kind_vocabulary": ("annotators", [{"kind": "robot"}]),
    "ck_annotators_name_not_blank": ("annotators", [{"name": " "}]),
    "ck_claims_id_from_one": ("claims", [{"id": 0}, {"id": -1}]),
    "ck_claims_status_vocabulary": ("claims", [{"status": "true"}]),
    "ck_claims_sentence_not_blank": ("claims", [{"sentence": " "}]),
    "ck_claims_kind_is_a_word": ("claims", [{"kind": ""}, {"kind": "Event"}]),
    **bad_dates("claims", "event"),
    "ck_outlets_name_not_blank": ("outlets", [{"name": " "}]),
    "ck_topics_name_not_blank": ("topics", [{"name": ""}]),
    "ck_actor_identifiers_scheme_not_blank": ("actor_identifiers", [{"scheme": " "}]),
    "ck_actor_identifiers_value_not_blank": ("actor_identifiers", [{"value": ""}]),
    "ck_actor_names_kind_vocabulary": ("actor_names", [{"kind": "nick"}]),
    "ck_actor_names_name_not_blank": ("actor_names", [{"name": ""}]),
    "ck_actor_roles_id_from_one": ("actor_roles", [{"id": 0}, {"id": -1}]),
    "ck_actor_roles_title_not_blank": ("actor_roles", [{"title": ""}, {"title": " "}]),
    **bad_dates("actor_roles", "since"),
    **bad_dates("actor_roles", "until"),
    "ck_actor_roles_begins_before_it_ends": (
        "actor_roles",
        [
            {
                **dated("since", "2017", "2017-01-01", "2017-12-31"),
                **dated("until", "2016", "2016-01-01", "2016-12-31"),
            }
        ],
    ),
    "ck_articles_title_not_blank": ("articles", [{"title": ""}, {"title": " "}]),
    **bad_dates("articles", "published"),
    "ck_claim_actors_role_vocabulary": ("claim_actors", [{"role": "speaker"}]),
    "ck_annotation_files_sha256_length": ("annotation_files", [{"sha256": "a" * 63}, {"sha256": ""}]),
    "ck_standoffs_id_from_one": ("standoffs", [{"id": 0}]),
    "ck_standoffs_lines_ended": ("standoffs", [{"lines": "T1\tClaim 0 5\tTalks"}]),
    "ck_article_authors_position_from_one": ("article_authors", [{"position": 0}]),
    "ck_article_authors_name_not_blank": ("article_authors", [{"name": " "}]),
    "ck_versions_id_from_one": ("versions", [{"id": 0}]),
    "ck_versions_number_from_one": ("versions", [{"number": 0}]),
    "ck_versions_text_not_empty": ("versions", [{"text": ""}]),
    "ck_versions_text_sha256_length": ("versions", [{"text_sha256": "abc"}]),
    "ck_versions_original_sha256_length": ("versions", [{"original": b"x", "original_sha256": "abc"}]),
    "ck_versions_original_with_hash": ("versions", [{"original": b"x"}, {"original_sha256": "c" * 64}]),
    "ck_versions_media_type_vocabulary": ("versions", [{"media_type": "application/pdf"}]),
    "ck_version_facts_field_vocabulary": ("version_facts", [{"field": "topic"}]),
    "ck_version_facts_position_from_one": ("version_facts", [{"position": 0}]),
    "ck_version_facts_one_but_for_authors": ("version_facts", [{"field": "title", "position": 2}]),
    "ck_version_facts_value_not_blank": ("version_facts", [{"value": ""}, {"value": "  "}]),
    "ck_version_facts_source_not_blank": ("version_facts", [{"source": " "}]),
    "ck_version_facts_inferred_yes_or_no": ("version_facts", [{"inferred": 2}, {"inferred": -1}]),
    "ck_claim_keys_key_not_blank": ("claim_keys", [{"key": ""}]),
    "ck_claim_relations_kind_vocabulary": ("claim_relations", [{"kind": "implies"}]),
    "ck_claim_relations_two_claims": ("claim_relations", [{"related_claim_id": 2}]),
    "ck_claim_reviews_id_from_one": ("claim_reviews", [{"id": 0}]),
    "ck_claim_reviews_rating_not_blank": ("claim_reviews", [{"rating": ""}, {"rating": " "}]),
    "ck_claim_reviews_rationale_not_blank": ("claim_reviews", [{"rationale": " "}]),
    "ck_claim_reviews_url_not_blank": ("claim_reviews", [{"url": ""}]),
    "ck_claim_reviews_value_on_scale": (
        "claim_reviews",
        [
            {"rating_value": 0.9},
            {"rating_value": 5.1},
            {"rating_value": 0.9, "best_rating": None},
            {"rating_value": 5.1, "worst_rating": None},
            {"worst_rating": 5.0, "best_rating": 1.0},
            {"rating_value": 1.0, "best_rating": 1.0},
        ],
    ),
    "ck_claim_reviews_scale_with_value": (
        "claim_reviews",
        [{"rating_value": None}, {"rating_value": None, "best_rating": None}],
    ),
    **bad_dates("claim_reviews", "reviewed"),
    "ck_claim_review_evidence_position_from_one": ("claim_review_evidence", [{"position": 0}]),
    "ck_claim_review_evidence_one_of_three": (
        "claim_review_evidence",
        [{"url": None}, {"passage_id": 1}, {"claim_id": 1}, {"passage_id": 1, "claim_id": 1}],
    ),
    "ck_claim_review_evidence_url_not_blank": ("claim_review_evidence", [{"url": " "}]),
    "ck_claim_review_evidence_note_not_blank": ("claim_review_evidence", [{"note": ""}]),
    "ck_passages_id_from_one": ("passages", [{"id": 0}]),
    "ck_passages_span_in_order": (
        "passages",
        [{"start_char": -3, "end_char": 0}, {"end_char": 6, "quote": ""}],
    ),
    "ck_passages_quote_fills_span": ("passages", [{"quote": "en"}, {"quote": "end."}, {"quote": ""}]),
    "ck_statements_id_from_one": ("statements", [{"id": 0}]),
    "ck_statements_stance_vocabulary": ("statements", [{"stance": "believes"}]),
    "ck_statements_quotation_vocabulary": ("statements", [{"quotation": "said"}]),
    **bad_dates("statements", "said"),
    "ck_statement_passages_role_vocabulary": ("statement_passages", [{"role": "speaker"}]),
    "ck_statement_passages_position_after_first": (
        "statement_passages",
        [{"position": 0}, {"role": "content", "position": 1}],
    ),
    "ck_attributions_position_from_one": ("attributions", [{"position": 0}]),
    "ck_attributions_actor_or_label": (
        "attributions",
        [{"label": None}, {"actor_id": 1}],
    ),
    "ck_attributions_label_not_blank": ("attributions", [{"label": " "}]),
    "ck_attributions_quotation_vocabulary": ("attributions", [{"quotation": "loud"}]),
    "ck_carryings_id_from_one": ("carryings", [{"id": 0}]),
    "ck_carryings_found_vocabulary": ("carryings", [{"found": "lost"}]),
    "ck_carryings_outcome_vocabulary": ("carryings", [{"outcome": "lost"}]),
    "ck_carryings_review_vocabulary": (
        "carryings",
        [{"review": "seen", "outcome": "gone", "passage_id": None}],
    ),
    "ck_carryings_latest_yes_or_no": ("carryings", [{"latest": 2}]),
    "ck_carryings_score_in_range": ("carryings", [{"score": -0.1}, {"score": 100.1}]),
    "ck_carryings_stands_or_does_not": (
        "carryings",
        [{"passage_id": None, "review": "waiting"}, {"outcome": "gone", "review": "rejected"}],
    ),
    "ck_carryings_outcome_as_reviewed": (
        "carryings",
        [
            {"review": None},
            {"review": None, "found": "exact", "outcome": "moved"},
            {"review": "waiting", "found": "exact", "outcome": "exact"},
            {"review": "waiting", "found": "ambiguous"},
            {"review": "accepted", "outcome": "gone", "passage_id": None},
            {"review": "rejected"},
        ],
    ),
    "ck_carrying_candidates_number_from_one": ("carrying_candidates", [{"number": 0}]),
    "ck_carrying_candidates_score_in_range": ("carrying_candidates", [{"score": -1.0}, {"score": 101.0}]),
    "ck_carrying_decisions_id_from_one": ("carrying_decisions", [{"id": 0}]),
    "ck_carrying_decisions_decision_vocabulary": ("carrying_decisions", [{"decision": "guess"}]),
    "ck_carrying_decisions_number_of_choice": (
        "carrying_decisions",
        [{"number": 1}, {"decision": "accept"}, {"decision": "choose"}, {"decision": "undo", "number": 1}],
    ),
    "ck_carrying_decisions_number_from_one": ("carrying_decisions", [{"decision": "choose", "number": 0}]),
    "ck_mentions_span_in_sentence": (
        "mentions",
        [
            {"start_char": -1, "sentence_start": -1},
            {"sentence_start": 7},
            {"end_char": 6},
            {"end_char": 11},
        ],
    ),
}

# What must be true beside a word for it to be taken.
BESIDE: dict[tuple[str, str], Row] = {
    ("ck_carryings_outcome_vocabulary", "ambiguous"): {
        "found": "ambiguous",
        "passage_id": None,
        "review": "waiting",
    },
    ("ck_carryings_outcome_vocabulary", "gone"): {"passage_id": None, "review": "rejected"},
    ("ck_carryings_review_vocabulary", "rejected"): {"outcome": "gone", "passage_id": None},
    **{("ck_actor_judgements_judgement_vocabulary", word): STANDS for word in ("add", "edit")},
    **{("ck_actor_judgements_judgement_vocabulary", word): OF_TWO for word in ("merge", "split", "distinct")},
    ("ck_carrying_decisions_decision_vocabulary", "accept"): {"number": 1},
    ("ck_carrying_decisions_decision_vocabulary", "choose"): {"number": 1},
}

VOCABULARIES = sorted(name for name in BROKEN if name.endswith("_vocabulary"))


def named(kind: type[CheckConstraint | UniqueConstraint]) -> dict[str, CheckConstraint | UniqueConstraint]:
    return {
        str(each.name): each
        for table in TABLES.values()
        for each in sorted(table.constraints, key=lambda each: str(each.name))
        if isinstance(each, kind)
    }


UNIQUES: dict[str, tuple[Table, list[str]]] = {
    name: (constraint.table, [column.name for column in constraint.columns])
    for name, constraint in named(UniqueConstraint).items()
} | {
    str(table.primary_key.name): (table, [column.name for column in table.primary_key])
    for table in TABLES.values()
}

UNIQUE_INDEXES: dict[str, tuple[str, Row, Row]] = {
    "uq_annotators_unversioned": (
        "annotators",
        {"name": "Ada", "kind": "person"},
        {"name": "Ada", "kind": "program"},
    ),
    "uq_annotators_versioned": (
        "annotators",
        {"name": "finder", "kind": "program", "version": "1"},
        {"name": "finder", "kind": "program", "version": "2"},
    ),
    "uq_actor_split_parts_statement_id": (
        "actor_split_parts",
        {"judgement_id": 1, "statement_id": 1},
        {"judgement_id": 1, "claim_id": 1},
    ),
    "uq_actor_split_parts_claim_id": (
        "actor_split_parts",
        {"judgement_id": 1, "claim_id": 1},
        {"judgement_id": 1, "statement_id": 1},
    ),
    "uq_carryings_latest": (
        "carryings",
        {"from_passage_id": 1, "version_id": 1, "found": "gone", "outcome": "gone"},
        {"from_passage_id": 2, "version_id": 1, "found": "gone", "outcome": "gone"},
    ),
    "uq_claims_sentence_undated": (
        "claims",
        {"sentence": "Talks end."},
        {"sentence": "Talks end.", **dated("event", "2017", "2017-01-01", "2017-12-31")},
    ),
    "uq_claims_sentence_dated": (
        "claims",
        {"sentence": "Talks began.", **dated("event", "2016", "2016-01-01", "2016-12-31")},
        {"sentence": "Talks began.", **dated("event", "2017", "2017-01-01", "2017-12-31")},
    ),
}

COLUMNS = [column for table in TABLES.values() for column in table.columns if column.computed is None]
NEEDED = [
    column
    for column in COLUMNS
    if not column.nullable
    and not (column.primary_key and column.autoincrement is not False and column.name == "id")
]
TIES = [
    (table.name, key.parent.name)
    for table in TABLES.values()
    for key in sorted(table.foreign_keys, key=lambda key: str(key.parent))
]


def fill(shell: Shell) -> None:
    """Put a row into each table."""
    for table, (row, another) in ROWS.items():
        insert(shell, table, row)
        if table in {"annotation_files", "claims", "versions"}:  # of which there is one row each elsewhere
            insert(shell, table, another)
        if table == "passages":  # which are carried to each other
            insert(shell, table, {"version_id": 1, "start_char": 0, "end_char": 9, "quote": "Talks end"})


@pytest.fixture(scope="module")
def _unguarded_file(_empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a row in each table, and without the guards, so that each constraint stands alone."""
    path = Path(shutil.copy(_empty_file, tmp_path_factory.mktemp("rows") / "claims.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        fill(SQLiteShell(connection))
    return path


@pytest.fixture(scope="module")
def _unguarded_url(_empty_reused: Reused) -> str:
    """The same on PostgreSQL."""
    reused = _empty_reused.another("unguarded")
    reused.close()
    with psycopg.connect(reused.url) as connection:
        query = "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        for name, table in connection.execute(query).fetchall():
            connection.execute(SQL("DROP TRIGGER {} ON {}").format(Identifier(name), Identifier(table)))
        fill(PostgreSQLShell(connection))
    return reused.url


@pytest.fixture
def unguarded(engine: str, request: pytest.FixtureRequest) -> Where:
    place: Where = request.getfixturevalue("_unguarded_file" if engine == SQLITE else "_unguarded_url")
    return place


@pytest.fixture
def rows(unguarded: Where) -> Iterator[Shell]:
    """The same rows again for each test."""
    if isinstance(unguarded, Path):
        with closing(sqlite3.connect(unguarded, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            yield SQLiteShell(connection)
            connection.execute("ROLLBACK")
    else:
        with psycopg.connect(unguarded) as server:
            server.execute("SELECT")  # begins the transaction
            yield PostgreSQLShell(server)
            server.rollback()


THIRD: dict[str, Row] = {
    "annotation_files": {**ROWS["annotation_files"][1], "file": "three.yaml"},
    "claims": {"sentence": "Talks fail."},
    "versions": {**ROWS["versions"][1], "number": 3, "text_sha256": "c" * 64},
}
"""Where the second is there already."""


def second(table: str, **changed: object) -> Row:
    return {**(THIRD.get(table) or ROWS[table][1]), **changed}


def take_away(shell: Shell, table: str) -> None:
    """Empty a table, and before it those that point at it."""
    for each in TABLES.values():
        if each.name != table and table in {key.column.table.name for key in each.foreign_keys}:
            take_away(shell, each.name)
    shell.run(f"DELETE FROM {table}")  # noqa: S608


def test_every_table_has_its_rows_in_these_tests() -> None:
    assert set(ROWS) == set(TABLES)


def test_every_named_constraint_of_the_models_is_broken_here() -> None:
    unique_indexes = {index.name for table in TABLES.values() for index in table.indexes if index.unique}
    assert set(BROKEN) == set(named(CheckConstraint))
    assert set(UNIQUE_INDEXES) == unique_indexes
    assert all(rows for _, rows in BROKEN.values())


def test_every_constraint_has_a_name() -> None:
    assert all(each.name for table in TABLES.values() for each in table.constraints)


@pytest.mark.parametrize("table", list(ROWS))
def test_the_second_row_is_accepted_as_it_is(rows: Shell, table: str) -> None:
    insert(rows, table, second(table))


@pytest.mark.parametrize(
    ("name", "table", "row"),
    [(name, table, row) for name, (table, broken) in BROKEN.items() for row in broken],
)
def test_a_check_refuses_what_breaks_it(rows: Shell, name: str, table: str, row: Row) -> None:
    with pytest.raises(RefusedError) as refusal:
        insert(rows, table, second(table, **row))
    assert (refusal.value.kind, refusal.value.what) == (CHECK, name)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_takes_every_word_of_its_list(rows: Shell, name: str) -> None:
    table, _broken = BROKEN[name]
    column = name.removeprefix(f"ck_{table}_").removesuffix("_vocabulary")
    check = str(named(CheckConstraint)[name].sqltext)  # type: ignore[union-attr]  # named gives CHECKs
    words = [word.strip(" '") for word in check.partition("(")[2].rstrip(")").split(",")]
    for word in words:
        take_away(rows, table)
        insert(rows, table, second(table, **{column: word}, **BESIDE.get((name, word), {})))
    assert len(words) > 1


@pytest.mark.parametrize("name", list(UNIQUES))
def test_a_unique_key_refuses_a_second_row_of_the_same(rows: Shell, name: str) -> None:
    table, columns = UNIQUES[name]
    same = {column: ROWS[table.name][0].get(column, 1) for column in columns}
    if table.name == "passages" and "start_char" in same:
        same["quote"] = "Talks"
    if table.name == "carryings":
        same["latest"] = 0  # or another key would refuse it too
    spelled = ", ".join(f"{table.name}.{column}" for column in columns)
    with pytest.raises(RefusedError) as refusal:
        insert(rows, table.name, second(table.name, **same))
    assert refusal.value.kind == UNIQUE
    assert refusal.value.what in (spelled, name)


@pytest.mark.parametrize("name", list(UNIQUE_INDEXES))
def test_a_unique_index_refuses_the_same_and_takes_another(rows: Shell, name: str) -> None:
    table, row, other = UNIQUE_INDEXES[name]
    take_away(rows, table)
    insert(rows, table, row)
    insert(rows, table, other)
    for again in (row, other):
        with pytest.raises(RefusedError) as refusal:
            insert(rows, table, again)
        assert refusal.value.kind == UNIQUE


@pytest.mark.parametrize("column", NEEDED, ids=str)
def test_a_required_column_refuses_null(rows: Shell, column: Column[Any]) -> None:
    with pytest.raises(RefusedError) as refusal:
        insert(rows, column.table.name, second(column.table.name, **{column.name: None}))
    assert (refusal.value.kind, refusal.value.what) == (REQUIRED, str(column))


@on_sqlite  # PostgreSQL turns whatever comes for a text column into text
@pytest.mark.parametrize("column", [each for each in COLUMNS if isinstance(each.type, Text)], ids=str)
def test_a_text_column_refuses_bytes(rows: Shell, column: Column[Any]) -> None:
    assert refused(rows, column, b"\x00") == TYPE


@pytest.mark.parametrize("column", [each for each in COLUMNS if not isinstance(each.type, Text)], ids=str)
def test_a_column_refuses_another_type(rows: Shell, column: Column[Any]) -> None:
    assert refused(rows, column, 1 if isinstance(column.type, LargeBinary) else "word") == TYPE


def refused(rows: Shell, column: Column[Any], wrong: object) -> str:
    with pytest.raises(RefusedError) as refusal:
        insert(rows, column.table.name, second(column.table.name, **{column.name: wrong}))
    return refusal.value.kind


@pytest.fixture
def ours(unguarded: Where) -> Iterator[Connection]:
    """The same rows through our engine, which has foreign keys on; nothing is committed."""
    engine = open_engine(Location.of(unguarded)).execution_options(**{WRITING: True})
    with engine.connect() as connection:
        yield connection


@pytest.mark.parametrize(("table", "column"), TIES)
def test_our_engine_refuses_a_row_that_points_at_nothing(ours: Connection, table: str, column: str) -> None:
    row = second(table, **{column: 999})
    if (table, column) == ("attributions", "actor_id"):
        row["label"] = None
    if (table, column) in {("claim_review_evidence", "passage_id"), ("claim_review_evidence", "claim_id")}:
        row["url"] = None
    if (table, column) == ("actor_split_parts", "statement_id"):
        row["claim_id"] = None
    query = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{each}' for each in row)})"  # noqa: S608
    with pytest.raises(IntegrityError, match=r"(?i)foreign key constraint"):
        ours.execute(text(query), row)


@pytest.mark.parametrize(
    "table", ["actors", "annotators", "claims", "topics", "articles", "versions", "passages"]
)
def test_our_engine_refuses_to_take_away_what_others_point_at(ours: Connection, table: str) -> None:
    pointing = {
        "topics": "UPDATE claim_topics SET topic_id = 1",
        "annotators": "UPDATE statements SET annotator_id = 1",
    }
    if table in pointing:
        ours.execute(text(pointing[table]))
    with pytest.raises(IntegrityError, match=r"(?i)foreign key constraint"):
        ours.execute(text(f"DELETE FROM {table} WHERE id = 1"))  # noqa: S608


def test_deleting_an_owner_takes_its_own_rows_along(ours: Connection) -> None:
    ours.execute(text("DELETE FROM statements"))
    assert ours.scalar(text("SELECT count(*) FROM attributions")) == 0
    ours.execute(text("DELETE FROM claim_reviews"))
    assert ours.scalar(text("SELECT count(*) FROM claim_review_evidence")) == 0
    ours.execute(text("DELETE FROM claim_relations"))
    ours.execute(text("DELETE FROM claims"))
    for table in ("claim_actors", "claim_topics", "claim_keys"):
        assert ours.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608


def test_unknown_stays_allowed_where_nothing_is_known(rows: Shell) -> None:
    rows.run("INSERT INTO articles (id) VALUES (7)")
    assert rows.run("SELECT * FROM articles ORDER BY id DESC")[0][1:] == (None,) * 8


def test_an_open_interval_has_one_day(rows: Shell) -> None:
    insert(rows, "articles", dated("published", "2017/..", "2017-01-01", None))
    insert(rows, "articles", dated("published", "../2017", None, "2017-12-31"))


def test_the_migrated_tables_are_those_of_the_models(empty_file: Path, tmp_path: Path) -> None:
    made = open_engine(Location(str(tmp_path / "models.db")), create=True)
    Base.metadata.create_all(made)
    ours, theirs = inspect(open_engine(Location(str(empty_file)))), inspect(made)
    for name in TABLES:
        assert described(ours, name) == described(theirs, name)


def described(inspector: Any, table: str) -> dict[str, Any]:
    return {
        "columns": [{**each, "type": str(each["type"])} for each in inspector.get_columns(table)],
        "strict": inspector.get_table_options(table),
        "primary key": inspector.get_pk_constraint(table),
        "checks": sorted((each["name"], each["sqltext"]) for each in inspector.get_check_constraints(table)),
        "uniques": sorted(
            (each["name"], each["column_names"]) for each in inspector.get_unique_constraints(table)
        ),
        # SQLite tells no names of those that came with a column of a later revision
        "foreign keys": sorted(repr({**each, "name": None}) for each in inspector.get_foreign_keys(table)),
        "indexes": sorted(
            (
                each["name"],
                each["column_names"],
                each["unique"],
                str(each["dialect_options"].get("sqlite_where")),
            )
            for each in inspector.get_indexes(table)
        ),
    }


def test_every_foreign_key_of_other_tables_is_indexed_first() -> None:
    """Deleting or finding by a foreign key must not read the whole table."""
    for table, column in TIES:
        keys = [next(iter(index.columns)).name for index in TABLES[table].indexes]
        keys += [columns[0] for of, columns in UNIQUES.values() if of.name == table]
        assert column in keys, f"{table}.{column}"
