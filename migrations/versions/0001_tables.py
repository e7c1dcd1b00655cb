"""The tables: articles and their wordings, actors, claims, statements and what ties them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


APPLICATION_ID = 0x434C4D44  # "CLMD", so that file(1) and other tools can tell what the file is

# Whatever the database's collation, text is compared code point by code point, as SQLite does.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# PostgreSQL has no function that answers for every text whether it is a day, and its calendar has no year 0.
# RETURN is read once, here, so that no session can put other operators in front.
IS_DAY = r"""
    CREATE FUNCTION is_day(day text) RETURNS boolean LANGUAGE sql IMMUTABLE
        RETURN CASE
            WHEN day !~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' THEN false
            WHEN day ~ '-(04|06|09|11)-31$' OR day ~ '-02-3.$' THEN false
            WHEN day ~ '-02-29$' THEN
                left(day, 4)::int % 4 = 0 AND (left(day, 4)::int % 100 <> 0 OR left(day, 4)::int % 400 = 0)
            ELSE true
        END
"""


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def is_day(column: str) -> str:
    """Write the condition that a text is a day of the calendar, ``YYYY-MM-DD``."""
    return (
        f"is_day({column})" if on_postgresql() else f"coalesce(date({column}, '+0 days'), 'none') = {column}"
    )


def moment() -> sa.TextClause:
    """Write the present moment (UTC) as a text."""
    if on_postgresql():
        return sa.text("(to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'))")
    return sa.text("(CURRENT_TIMESTAMP)")


def named(column: str, what: str) -> list[sa.Column[str]]:
    """Return the column by which Datasette, which reads SQLite only, shows a row."""
    if on_postgresql():
        return []
    comment = f"The {what} again: Datasette shows a row by its name."
    return [sa.Column("name", TEXT, sa.Computed(column, persisted=False), nullable=True, comment=comment)]


def sentence() -> str | sa.TextClause:
    """Return what a unique index holds of a sentence: PostgreSQL's take no text of any length."""
    return sa.text("md5(sentence)") if on_postgresql() else "sentence"


def upgrade() -> None:
    if on_postgresql():
        op.execute(IS_DAY)
    else:
        op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        op.execute("PRAGMA user_version = 1")
    op.create_table(
        "actors",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False, comment="The name it is shown by."),
        sa.Column(
            "kind",
            TEXT,
            nullable=True,
            comment="person, organisation, state, group or outlet; NULL is unknown.",
        ),
        sa.CheckConstraint(
            "kind IN ('person', 'organisation', 'state', 'group', 'outlet')",
            name=op.f("ck_actors_kind_vocabulary"),
        ),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_actors_name_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        comment="Who can speak or be spoken about.",
        sqlite_strict=True,
    )
    op.create_table(
        "annotators",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False, comment="The person's or the program's name."),
        sa.Column("kind", TEXT, nullable=False, comment="person or program."),
        sa.Column("version", TEXT, nullable=True, comment="The program's version."),
        sa.CheckConstraint("kind IN ('person', 'program')", name=op.f("ck_annotators_kind_vocabulary")),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_annotators_name_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotators")),
        comment="Who recorded claims: a person or a program.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("annotators", schema=None) as batch_op:
        batch_op.create_index(
            "uq_annotators_unversioned",
            ["name", "kind"],
            unique=True,
            sqlite_where=sa.text("version IS NULL"),
            postgresql_where=sa.text("version IS NULL"),
        )
        batch_op.create_index(
            "uq_annotators_versioned",
            ["name", "kind", "version"],
            unique=True,
            sqlite_where=sa.text("version IS NOT NULL"),
            postgresql_where=sa.text("version IS NOT NULL"),
        )

    op.create_table(
        "claims",
        sa.Column("id", KEY, nullable=False),
        sa.Column(
            "sentence",
            TEXT,
            nullable=False,
            comment="The proposition, in a sentence that can be understood alone.",
        ),
        sa.Column(
            "kind", TEXT, nullable=True, comment="The project's own word for what sort of claim it is."
        ),
        sa.Column(
            "event_date",
            TEXT,
            nullable=True,
            comment="When what is claimed happened, EDTF (ISO 8601-2).",
        ),
        sa.Column("event_earliest", TEXT, nullable=True, comment="First day it can have happened."),
        sa.Column("event_latest", TEXT, nullable=True, comment="Last day it can have happened."),
        sa.Column(
            "status",
            TEXT,
            server_default=sa.text("'accepted'"),
            nullable=False,
            comment="suggested, accepted or rejected.",
        ),
        *named("sentence", "sentence"),
        sa.CheckConstraint(
            is_day("event_earliest"),
            name=op.f("ck_claims_event_earliest_day"),
        ),
        sa.CheckConstraint(
            is_day("event_latest"),
            name=op.f("ck_claims_event_latest_day"),
        ),
        sa.CheckConstraint("kind <> '' AND kind = lower(kind)", name=op.f("ck_claims_kind_is_a_word")),
        sa.CheckConstraint(
            "status IN ('suggested', 'accepted', 'rejected')", name=op.f("ck_claims_status_vocabulary")
        ),
        sa.CheckConstraint("trim(sentence) <> ''", name=op.f("ck_claims_sentence_not_blank")),
        sa.CheckConstraint(
            "(event_date IS NULL) = (event_earliest IS NULL AND event_latest IS NULL)",
            name=op.f("ck_claims_event_days_with_date"),
        ),
        sa.CheckConstraint("event_earliest <= event_latest", name=op.f("ck_claims_event_days_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.CheckConstraint("id >= 1", name=op.f("ck_claims_id_from_one")),
        comment="One discrete proposition, in one sentence.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claims_event_earliest"), ["event_earliest"], unique=False)
        batch_op.create_index(
            "uq_claims_sentence_dated",
            [sentence(), "event_date"],
            unique=True,
            sqlite_where=sa.text("event_date IS NOT NULL"),
            postgresql_where=sa.text("event_date IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_claims_sentence_undated",
            [sentence()],
            unique=True,
            sqlite_where=sa.text("event_date IS NULL"),
            postgresql_where=sa.text("event_date IS NULL"),
        )

    op.create_table(
        "outlets",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False, comment="The name as first written down."),
        sa.Column(
            "name_folded",
            TEXT,
            nullable=False,
            comment="The name without case and accents, for matching.",
        ),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_outlets_name_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlets")),
        sa.UniqueConstraint("name", name=op.f("uq_outlets_name")),
        sa.UniqueConstraint("name_folded", name=op.f("uq_outlets_name_folded")),
        comment="Who published or broadcast.",
        sqlite_strict=True,
    )
    op.create_table(
        "topics",
        sa.Column("id", KEY, nullable=False),
        sa.Column("parent_id", KEY, nullable=True, comment="The label above."),
        sa.Column("name", TEXT, nullable=False, comment="The label itself."),
        sa.Column("path", TEXT, nullable=False, comment="The labels from the top down, joined by ' > '."),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_topics_name_not_blank")),
        sa.ForeignKeyConstraint(["parent_id"], ["topics.id"], name=op.f("fk_topics_parent_id_topics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("path", name=op.f("uq_topics_path")),
        comment="The code book: labels in a tree.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topics_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "actor_identifiers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("scheme", TEXT, nullable=False, comment="The register, such as wikidata."),
        sa.Column("value", TEXT, nullable=False, comment="The identifier in it."),
        sa.CheckConstraint("trim(scheme) <> ''", name=op.f("ck_actor_identifiers_scheme_not_blank")),
        sa.CheckConstraint("trim(value) <> ''", name=op.f("ck_actor_identifiers_value_not_blank")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_actor_identifiers_actor_id_actors"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_identifiers")),
        sa.UniqueConstraint("scheme", "value", name=op.f("uq_actor_identifiers_scheme_value")),
        comment="What an actor is known by elsewhere.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("actor_identifiers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actor_identifiers_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "actor_names",
        sa.Column("id", KEY, nullable=False),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False, comment="The name as written."),
        sa.Column("name_folded", TEXT, nullable=False, comment="Without case and accents, for matching."),
        sa.Column("kind", TEXT, nullable=True, comment="full, short, transliteration, former or alias."),
        sa.Column("language", TEXT, nullable=True, comment="Language of the name, BCP 47."),
        sa.CheckConstraint(
            "kind IN ('full', 'short', 'transliteration', 'former', 'alias')",
            name=op.f("ck_actor_names_kind_vocabulary"),
        ),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_actor_names_name_not_blank")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_actor_names_actor_id_actors"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_names")),
        sa.UniqueConstraint("actor_id", "name", name=op.f("uq_actor_names_actor_id_name")),
        comment="Every name of an actor, the main one among them.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("actor_names", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_actor_names_name_folded"), ["name_folded"], unique=False, postgresql_using="hash"
        )

    op.create_table(
        "articles",
        sa.Column("id", KEY, nullable=False),
        sa.Column("outlet_id", KEY, nullable=True, comment="Who published it."),
        sa.Column("title", TEXT, nullable=True, comment="The headline."),
        sa.Column("published", TEXT, nullable=True, comment="Publication date, EDTF (ISO 8601-2)."),
        sa.Column("published_earliest", TEXT, nullable=True, comment="First day it can have been published."),
        sa.Column("published_latest", TEXT, nullable=True, comment="Last day it can have been published."),
        sa.Column("language", TEXT, nullable=True, comment="Language of the text, BCP 47."),
        sa.Column("url", TEXT, nullable=True, comment="Its address on the web."),
        sa.Column("file", TEXT, nullable=True, comment="The file it was loaded from, as named then."),
        sa.CheckConstraint(
            is_day("published_earliest"),
            name=op.f("ck_articles_published_earliest_day"),
        ),
        sa.CheckConstraint(
            is_day("published_latest"),
            name=op.f("ck_articles_published_latest_day"),
        ),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_articles_title_not_blank")),
        sa.CheckConstraint(
            "(published IS NULL) = (published_earliest IS NULL AND published_latest IS NULL)",
            name=op.f("ck_articles_published_days_with_date"),
        ),
        sa.CheckConstraint(
            "published_earliest <= published_latest", name=op.f("ck_articles_published_days_in_order")
        ),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlets.id"], name=op.f("fk_articles_outlet_id_outlets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        comment="One published item; NULL is unknown.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("articles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_articles_file"), ["file"], unique=False, postgresql_using="hash")
        batch_op.create_index(batch_op.f("ix_articles_outlet_id"), ["outlet_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_articles_published_earliest"), ["published_earliest"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_articles_url"), ["url"], unique=False, postgresql_using="hash")

    op.create_table(
        "claim_actors",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("role", TEXT, nullable=False, comment="subject, object or other."),
        sa.Column(
            "position",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="The order they were written down in.",
        ),
        sa.CheckConstraint(
            "role IN ('subject', 'object', 'other')", name=op.f("ck_claim_actors_role_vocabulary")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_claim_actors_actor_id_actors")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_actors_claim_id_claims"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", "actor_id", "role", name=op.f("pk_claim_actors")),
        comment="Whom a claim is about.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("claim_actors", schema=None) as batch_op:
        batch_op.create_index("ix_claim_actors_actor_id", ["actor_id", "role"], unique=False)

    op.create_table(
        "claim_topics",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("topic_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_topics_claim_id_claims"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_claim_topics_topic_id_topics")),
        sa.PrimaryKeyConstraint("claim_id", "topic_id", name=op.f("pk_claim_topics")),
        comment="Which labels a claim bears.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("claim_topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_topics_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "annotation_files",
        sa.Column("id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False, comment="The article it annotates."),
        sa.Column("file", TEXT, nullable=False, comment="Its name."),
        sa.Column("sha256", TEXT, nullable=False, comment="SHA-256 of its bytes, hexadecimal."),
        sa.Column(
            "loaded_at",
            TEXT,
            server_default=moment(),
            nullable=False,
            comment="When it was last loaded (UTC).",
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_annotation_files_sha256_length")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_annotation_files_article_id_articles")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation_files")),
        sa.UniqueConstraint("article_id", "file", name=op.f("uq_annotation_files_article_id_file")),
        comment="The annotation files that were loaded.",
        sqlite_strict=True,
    )
    op.create_table(
        "article_authors",
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="Place in the byline, from 1."),
        sa.Column("name", TEXT, nullable=False, comment="The name as the byline has it."),
        sa.Column("actor_id", KEY, nullable=True, comment="The actor, where known."),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_article_authors_name_not_blank")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_article_authors_position_from_one")),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_article_authors_actor_id_actors")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_article_authors_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_article_authors")),
        comment="The authors of an article, in the order of the byline.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("article_authors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_authors_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "versions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False, comment="The article it is a wording of."),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="1 for the first wording captured, then 2, 3, …"
        ),
        sa.Column(
            "text",
            TEXT,
            nullable=False,
            comment="The canonical text, line ends \\n; offsets count its code points.",
        ),
        sa.Column("text_sha256", TEXT, nullable=False, comment="SHA-256 of the text in UTF-8, hexadecimal."),
        sa.Column("original", sa.LargeBinary(), nullable=True, comment="The bytes it was read from."),
        sa.Column("original_sha256", TEXT, nullable=True, comment="SHA-256 of those bytes, hexadecimal."),
        sa.Column("media_type", TEXT, nullable=True, comment="What the bytes are."),
        sa.Column("encoding", TEXT, nullable=True, comment="The character encoding they were read in."),
        sa.Column("reader", TEXT, nullable=True, comment="The program that made the text of the bytes."),
        sa.Column("reader_version", TEXT, nullable=True, comment="Its version; the offsets depend on it."),
        sa.Column("origin", TEXT, nullable=True, comment="The path or address it was captured from."),
        sa.Column(
            "observed_at",
            TEXT,
            server_default=moment(),
            nullable=False,
            comment="When it was captured (UTC).",
        ),
        sa.CheckConstraint(
            "media_type IN ('text/plain', 'text/markdown', 'text/html')",
            name=op.f("ck_versions_media_type_vocabulary"),
        ),
        sa.CheckConstraint(
            "(original IS NULL) = (original_sha256 IS NULL)", name=op.f("ck_versions_original_with_hash")
        ),
        sa.CheckConstraint("length(original_sha256) = 64", name=op.f("ck_versions_original_sha256_length")),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_versions_text_not_empty")),
        sa.CheckConstraint("length(text_sha256) = 64", name=op.f("ck_versions_text_sha256_length")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_versions_number_from_one")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_versions_article_id_articles")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.CheckConstraint("id >= 1", name=op.f("ck_versions_id_from_one")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_versions_article_id_number")),
        sa.UniqueConstraint("article_id", "text_sha256", name=op.f("uq_versions_article_id_text_sha256")),
        comment="One captured wording of an article; never changed.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_versions_original_sha256"), ["original_sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_versions_text_sha256"), ["text_sha256"], unique=False)

    op.create_table(
        "claim_keys",
        sa.Column("annotation_file_id", KEY, nullable=False),
        sa.Column("key", TEXT, nullable=False, comment="The key, unique in its file."),
        sa.Column("claim_id", KEY, nullable=False),
        sa.CheckConstraint("trim(key) <> ''", name=op.f("ck_claim_keys_key_not_blank")),
        sa.ForeignKeyConstraint(
            ["annotation_file_id"],
            ["annotation_files.id"],
            name=op.f("fk_claim_keys_annotation_file_id_annotation_files"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_keys_claim_id_claims"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("annotation_file_id", "key", name=op.f("pk_claim_keys")),
        comment="The keys that annotation files give their claims.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("claim_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_keys_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "claim_relations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False, comment="The claim that supports, contradicts, …."),
        sa.Column("related_claim_id", KEY, nullable=False, comment="The other claim."),
        sa.Column(
            "kind", TEXT, nullable=False, comment="supports, contradicts, same_as, refines or answers."
        ),
        sa.Column("rationale", TEXT, nullable=True, comment="Why."),
        sa.Column("annotator_id", KEY, nullable=True, comment="Who judged so."),
        sa.Column(
            "annotation_file_id",
            KEY,
            nullable=True,
            comment="The file it was loaded from; NULL: added by hand.",
        ),
        sa.CheckConstraint(
            "kind IN ('supports', 'contradicts', 'same_as', 'refines', 'answers')",
            name=op.f("ck_claim_relations_kind_vocabulary"),
        ),
        sa.CheckConstraint("claim_id <> related_claim_id", name=op.f("ck_claim_relations_two_claims")),
        sa.ForeignKeyConstraint(
            ["annotation_file_id"],
            ["annotation_files.id"],
            name=op.f("fk_claim_relations_annotation_file_id_annotation_files"),
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotators.id"], name=op.f("fk_claim_relations_annotator_id_annotators")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_relations_claim_id_claims")),
        sa.ForeignKeyConstraint(
            ["related_claim_id"], ["claims.id"], name=op.f("fk_claim_relations_related_claim_id_claims")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_relations")),
        sa.UniqueConstraint(
            "claim_id",
            "related_claim_id",
            "kind",
            name=op.f("uq_claim_relations_claim_id_related_claim_id_kind"),
        ),
        comment="How two claims bear on each other.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("claim_relations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_claim_relations_annotation_file_id"), ["annotation_file_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_claim_relations_annotator_id"), ["annotator_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_claim_relations_related_claim_id"), ["related_claim_id"], unique=False
        )

    op.create_table(
        "passages",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False, comment="The wording it is a span of."),
        sa.Column("start_char", sa.Integer(), nullable=False, comment="First code point, counted from 0."),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="The code point after the last."),
        sa.Column("quote", TEXT, nullable=False, comment="The words, always text[start_char:end_char]."),
        *named("quote", "quote"),
        sa.CheckConstraint(
            "0 <= start_char AND start_char < end_char", name=op.f("ck_passages_span_in_order")
        ),
        sa.CheckConstraint(
            "length(quote) = end_char - start_char", name=op.f("ck_passages_quote_fills_span")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_passages_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
        sa.CheckConstraint("id >= 1", name=op.f("ck_passages_id_from_one")),
        sa.UniqueConstraint(
            "version_id", "start_char", "end_char", name=op.f("uq_passages_version_id_start_char_end_char")
        ),
        comment="A span of a version and its words.",
        sqlite_strict=True,
    )
    op.create_table(
        "statements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False, comment="The claim stated."),
        sa.Column("passage_id", KEY, nullable=False, comment="Where it stands."),
        sa.Column(
            "stance",
            TEXT,
            server_default=sa.text("'asserts'"),
            nullable=False,
            comment="asserts, denies, questions, predicts or demands.",
        ),
        sa.Column(
            "quotation",
            TEXT,
            nullable=True,
            comment="direct, indirect, reported, free_indirect or none; NULL is unknown.",
        ),
        sa.Column("said", TEXT, nullable=True, comment="When it was said, EDTF (ISO 8601-2)."),
        sa.Column("said_earliest", TEXT, nullable=True, comment="First day it can have been said."),
        sa.Column("said_latest", TEXT, nullable=True, comment="Last day it can have been said."),
        sa.Column("annotator_id", KEY, nullable=True, comment="Who recorded it."),
        sa.Column(
            "annotation_file_id",
            KEY,
            nullable=True,
            comment="The file it was loaded from; NULL: added by hand.",
        ),
        sa.Column(
            "recorded_at",
            TEXT,
            server_default=moment(),
            nullable=False,
            comment="When it was recorded (UTC).",
        ),
        sa.CheckConstraint(
            "quotation IN ('direct', 'indirect', 'reported', 'free_indirect', 'none')",
            name=op.f("ck_statements_quotation_vocabulary"),
        ),
        sa.CheckConstraint(
            is_day("said_earliest"),
            name=op.f("ck_statements_said_earliest_day"),
        ),
        sa.CheckConstraint(
            is_day("said_latest"),
            name=op.f("ck_statements_said_latest_day"),
        ),
        sa.CheckConstraint(
            "stance IN ('asserts', 'denies', 'questions', 'predicts', 'demands')",
            name=op.f("ck_statements_stance_vocabulary"),
        ),
        sa.CheckConstraint(
            "(said IS NULL) = (said_earliest IS NULL AND said_latest IS NULL)",
            name=op.f("ck_statements_said_days_with_date"),
        ),
        sa.CheckConstraint("said_earliest <= said_latest", name=op.f("ck_statements_said_days_in_order")),
        sa.ForeignKeyConstraint(
            ["annotation_file_id"],
            ["annotation_files.id"],
            name=op.f("fk_statements_annotation_file_id_annotation_files"),
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotators.id"], name=op.f("fk_statements_annotator_id_annotators")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_statements_claim_id_claims")),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passages.id"], name=op.f("fk_statements_passage_id_passages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.CheckConstraint("id >= 1", name=op.f("ck_statements_id_from_one")),
        comment="One appearance of a claim, on its passage.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_statements_annotation_file_id"), ["annotation_file_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_statements_annotator_id"), ["annotator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statements_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statements_passage_id"), ["passage_id"], unique=False)

    op.create_table(
        "attributions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("statement_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="1 is the nearest speaker."),
        sa.Column("actor_id", KEY, nullable=True, comment="The speaker, if named."),
        sa.Column("label", TEXT, nullable=True, comment="What the text calls an unnamed speaker."),
        sa.CheckConstraint("trim(label) <> ''", name=op.f("ck_attributions_label_not_blank")),
        sa.CheckConstraint(
            "(actor_id IS NULL) <> (label IS NULL)", name=op.f("ck_attributions_actor_or_label")
        ),
        sa.CheckConstraint("position >= 1", name=op.f("ck_attributions_position_from_one")),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_attributions_actor_id_actors")),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_attributions_statement_id_statements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributions")),
        sa.UniqueConstraint("statement_id", "position", name=op.f("uq_attributions_statement_id_position")),
        comment="The chain of speakers of a statement, nearest first.",
        sqlite_strict=True,
    )
    with op.batch_alter_table("attributions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attributions_actor_id"), ["actor_id"], unique=False)


def downgrade() -> None:
    if not on_postgresql():
        op.execute("PRAGMA user_version = 0")
    with op.batch_alter_table("attributions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attributions_actor_id"))

    op.drop_table("attributions")
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statements_passage_id"))
        batch_op.drop_index(batch_op.f("ix_statements_claim_id"))
        batch_op.drop_index(batch_op.f("ix_statements_annotator_id"))
        batch_op.drop_index(batch_op.f("ix_statements_annotation_file_id"))

    op.drop_table("statements")
    op.drop_table("passages")
    with op.batch_alter_table("claim_relations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_relations_related_claim_id"))
        batch_op.drop_index(batch_op.f("ix_claim_relations_annotator_id"))
        batch_op.drop_index(batch_op.f("ix_claim_relations_annotation_file_id"))

    op.drop_table("claim_relations")
    with op.batch_alter_table("claim_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_keys_claim_id"))

    op.drop_table("claim_keys")
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_versions_text_sha256"))
        batch_op.drop_index(batch_op.f("ix_versions_original_sha256"))

    op.drop_table("versions")
    with op.batch_alter_table("article_authors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_authors_actor_id"))

    op.drop_table("article_authors")
    op.drop_table("annotation_files")
    with op.batch_alter_table("claim_topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_topics_topic_id"))

    op.drop_table("claim_topics")
    with op.batch_alter_table("claim_actors", schema=None) as batch_op:
        batch_op.drop_index("ix_claim_actors_actor_id")

    op.drop_table("claim_actors")
    with op.batch_alter_table("articles", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_articles_url"))
        batch_op.drop_index(batch_op.f("ix_articles_published_earliest"))
        batch_op.drop_index(batch_op.f("ix_articles_outlet_id"))
        batch_op.drop_index(batch_op.f("ix_articles_file"))

    op.drop_table("articles")
    with op.batch_alter_table("actor_names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_actor_names_name_folded"))

    op.drop_table("actor_names")
    with op.batch_alter_table("actor_identifiers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_actor_identifiers_actor_id"))

    op.drop_table("actor_identifiers")
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topics_parent_id"))

    op.drop_table("topics")
    op.drop_table("outlets")
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_claims_sentence_undated",
            sqlite_where=sa.text("event_date IS NULL"),
            postgresql_where=sa.text("event_date IS NULL"),
        )
        batch_op.drop_index(
            "uq_claims_sentence_dated",
            sqlite_where=sa.text("event_date IS NOT NULL"),
            postgresql_where=sa.text("event_date IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_claims_event_earliest"))

    op.drop_table("claims")
    with op.batch_alter_table("annotators", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_annotators_versioned",
            sqlite_where=sa.text("version IS NOT NULL"),
            postgresql_where=sa.text("version IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_annotators_unversioned",
            sqlite_where=sa.text("version IS NULL"),
            postgresql_where=sa.text("version IS NULL"),
        )

    op.drop_table("annotators")
    op.drop_table("actors")
    if on_postgresql():
        op.execute("DROP FUNCTION is_day")
