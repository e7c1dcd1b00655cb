"""Judgements on actors: merged, split, told apart, edited, added, each with who, when and why.

Nothing recorded is moved. ``merged_into_id`` names the actor that stands for one, ``recorded_actor_id``
whom a link named before a split; both are derived from the judgements that stand. Triggers hold a merge
to lead to an actor that stands for itself, and the log to what was judged.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

JUDGEMENTS = "('add', 'merge', 'split', 'distinct', 'edit', 'undo')"
OF_TWO = "('merge', 'split', 'distinct')"

COLUMNS = (
    (
        "actors",
        "merged_into_id",
        "not_into_itself",
        "merged_into_id <> id",
        "The actor that stands for this one, by the merges that stand; NULL: it stands for itself.",
    ),
    (
        "attributions",
        "recorded_actor_id",
        "recorded_otherwise",
        "recorded_actor_id <> actor_id",
        "The speaker as recorded, where a split that stands changed it.",
    ),
    (
        "claim_actors",
        "recorded_actor_id",
        "recorded_otherwise",
        "recorded_actor_id <> actor_id",
        "The actor as recorded, where a split that stands changed it.",
    ),
)
"""Each new column with its table, the name of its check and the check, and what it says."""

# What each refuses, in a condition on NEW and OLD that both engines read; {schema} is filled in on
# PostgreSQL, {apart} by what each engine calls different, NULL included.
REFUSED = {
    "actors_merged_into_one_that_stands": (
        ("INSERT", "UPDATE"),
        "actors",
        """
        NEW.merged_into_id IS NOT NULL
        AND (EXISTS (SELECT 1 FROM {schema}actors AS other
                     WHERE other.id = NEW.merged_into_id AND other.merged_into_id IS NOT NULL)
             OR EXISTS (SELECT 1 FROM {schema}actors AS other WHERE other.merged_into_id = NEW.id))
        """,
        "an actor is merged into one that is not merged itself",
    ),
    "actor_judgements_undo_what_stands": (
        ("INSERT",),
        "actor_judgements",
        """
        EXISTS (SELECT 1 FROM {schema}actor_judgements AS other
                WHERE other.id = NEW.undoes_id AND other.judgement = 'undo')
        """,
        "an undo is not undone: judge again",
    ),
    "actor_judgements_never_changed": (
        ("UPDATE",),
        "actor_judgements",
        """
        NEW.id {apart} OLD.id OR NEW.judgement {apart} OLD.judgement
        OR NEW.actor_name {apart} OLD.actor_name OR NEW.other_name {apart} OLD.other_name
        OR NEW.rationale {apart} OLD.rationale OR NEW.annotator_id {apart} OLD.annotator_id
        OR NEW.judged_at {apart} OLD.judged_at OR NEW.undoes_id {apart} OLD.undoes_id
        OR (NEW.actor_id {apart} OLD.actor_id AND NEW.actor_id IS NOT NULL)
        OR (NEW.other_id {apart} OLD.other_id AND NEW.other_id IS NOT NULL)
        """,
        "a judgement is never changed: undo it by another",
    ),
    "actor_edits_never_changed": (("UPDATE",), "actor_edits", "1 = 1", "an edit is never changed: undo it"),
    "actor_split_parts_never_changed": (
        ("UPDATE",),
        "actor_split_parts",
        "1 = 1",
        "what a split covers is never changed: undo it",
    ),
}
"""Each guard with the events it looks at, the table, the condition it refuses, and its sentence."""

SAME_ROW = {
    "actors": ("id = NEW.id", "id <> OLD.id"),
    "actor_judgements": ("id = NEW.id OR undoes_id = NEW.undoes_id", None),
    "actor_edits": ("id = NEW.id", None),
    "actor_split_parts": (
        """
        id = NEW.id
        OR (judgement_id = NEW.judgement_id
            AND (statement_id = NEW.statement_id OR claim_id = NEW.claim_id))
        """,
        None,
    ),
}
"""What makes a row be in the way of a new one, which SQLite's ``OR REPLACE`` would remove without a word."""

# Foreign keys are off in a plain SQL shell, and a number that is free again would find these rows.
WITHOUT_FOREIGN_KEYS = {
    "actors_standing_never_taken_away": """
        BEFORE DELETE ON actors
        WHEN EXISTS (SELECT 1 FROM actors AS other WHERE other.merged_into_id = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'this actor stands for others'); END
    """,
    "actors_take_leave_of_judgements": """
        AFTER DELETE ON actors BEGIN
            UPDATE actor_judgements SET actor_id = NULL WHERE actor_id = OLD.id;
            UPDATE actor_judgements SET other_id = NULL WHERE other_id = OLD.id;
        END
    """,
    "statements_take_their_split_parts_along": """
        AFTER DELETE ON statements BEGIN DELETE FROM actor_split_parts WHERE statement_id = OLD.id; END
    """,
    "claims_take_their_split_parts_along": """
        AFTER DELETE ON claims BEGIN DELETE FROM actor_split_parts WHERE claim_id = OLD.id; END
    """,
}

JOINED = {
    "sqlite": "group_concat({}, '; ')",
    "postgresql": "string_agg({}, '; ' ORDER BY actor_names.id)",
}

PEOPLE_BEFORE = """
    SELECT actors.id, actors.name,
        (SELECT {joined} FROM actor_names
         WHERE actor_names.actor_id = actors.id AND actor_names.name <> actors.name) AS other_names,
        (SELECT count(DISTINCT statement_id) FROM attributions
         WHERE attributions.actor_id = actors.id) AS statements_by,
        (SELECT count(DISTINCT statements.id) FROM claim_actors
         JOIN statements ON statements.claim_id = claim_actors.claim_id
         WHERE claim_actors.actor_id = actors.id) AS statements_about
    FROM actors
    WHERE actors.kind = 'person'
"""

MEMBERS = """
    (SELECT actors.id AS id UNION ALL SELECT merged.id FROM actors AS merged
     WHERE merged.merged_into_id = actors.id) AS members
"""
PEOPLE = f"""
    SELECT actors.id, actors.name,
        (SELECT {{joined}} FROM {MEMBERS} JOIN actor_names ON actor_names.actor_id = members.id
         WHERE actor_names.name <> actors.name) AS other_names,
        (SELECT count(DISTINCT statement_id) FROM {MEMBERS}
         JOIN attributions ON attributions.actor_id = members.id) AS statements_by,
        (SELECT count(DISTINCT statements.id) FROM {MEMBERS}
         JOIN claim_actors ON claim_actors.actor_id = members.id
         JOIN statements ON statements.claim_id = claim_actors.claim_id) AS statements_about
    FROM actors
    WHERE actors.kind = 'person' AND actors.merged_into_id IS NULL
"""


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def moment() -> sa.TextClause:
    """Write the present moment (UTC) as a text."""
    if on_postgresql():
        return sa.text("(to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'))")
    return sa.text("(CURRENT_TIMESTAMP)")


def only(condition: str) -> dict[str, sa.TextClause]:
    """Return what makes an index hold only some rows."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def add_columns() -> None:
    for table, column, name, check, comment in COLUMNS:
        kind = "bigint" if on_postgresql() else "INTEGER"
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} {kind} "
            f"CONSTRAINT fk_{table}_{column}_actors REFERENCES actors (id) "
            f"CONSTRAINT ck_{table}_{name} CHECK ({check})"
        )
        if on_postgresql():
            op.execute(f"COMMENT ON COLUMN {table}.{column} IS '{comment}'")
        op.create_index(f"ix_{table}_{column}", table, [column], **only(f"{column} IS NOT NULL"))


def make_tables() -> None:
    op.create_table(
        "actor_judgements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("judgement", TEXT, nullable=False, comment="add, merge, split, distinct, edit or undo."),
        sa.Column(
            "actor_id",
            KEY,
            nullable=True,
            comment="Whom it is about; of a merge, who stands; NULL: taken away since.",
        ),
        sa.Column("actor_name", TEXT, nullable=False, comment="What that actor was called then."),
        sa.Column(
            "other_id",
            KEY,
            nullable=True,
            comment="The other: merged, told apart, or split off; NULL: none, or taken away since.",
        ),
        sa.Column("other_name", TEXT, nullable=True, comment="What the other was called then."),
        sa.Column("rationale", TEXT, nullable=True, comment="Why."),
        sa.Column("annotator_id", KEY, nullable=True, comment="Who judged so."),
        sa.Column("judged_at", TEXT, server_default=moment(), nullable=False, comment="When (UTC)."),
        sa.Column("undoes_id", KEY, nullable=True, comment="The judgement that an undo takes back."),
        sa.CheckConstraint("id >= 1", name=op.f("ck_actor_judgements_id_from_one")),
        sa.CheckConstraint(
            f"judgement IN {JUDGEMENTS}", name=op.f("ck_actor_judgements_judgement_vocabulary")
        ),
        sa.CheckConstraint("trim(rationale) <> ''", name=op.f("ck_actor_judgements_rationale_not_blank")),
        sa.CheckConstraint(
            f"rationale IS NOT NULL OR judgement NOT IN {OF_TWO}",
            name=op.f("ck_actor_judgements_reason_given"),
        ),
        sa.CheckConstraint(
            f"judgement = 'undo' OR (other_name IS NOT NULL) = (judgement IN {OF_TWO})",
            name=op.f("ck_actor_judgements_of_two"),
        ),
        sa.CheckConstraint("actor_id <> other_id", name=op.f("ck_actor_judgements_two_actors")),
        sa.CheckConstraint(
            "(undoes_id IS NOT NULL) = (judgement = 'undo')", name=op.f("ck_actor_judgements_undoes_one")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_actor_judgements_actor_id_actors"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["actors.id"], name=op.f("fk_actor_judgements_other_id_actors"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotators.id"], name=op.f("fk_actor_judgements_annotator_id_annotators")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"],
            ["actor_judgements.id"],
            name=op.f("fk_actor_judgements_undoes_id_actor_judgements"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_judgements")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_actor_judgements_undoes_id")),
        comment="What people judged of actors, in order; what stands was not undone.",
        sqlite_strict=True,
    )
    for column in ("actor_id", "other_id", "annotator_id"):
        op.create_index(op.f(f"ix_actor_judgements_{column}"), "actor_judgements", [column])
    op.create_table(
        "actor_edits",
        sa.Column("id", KEY, nullable=False),
        sa.Column("judgement_id", KEY, nullable=False, comment="The judgement that changed it."),
        sa.Column("field", TEXT, nullable=False, comment="name, kind, alias or identifier."),
        sa.Column("before", TEXT, nullable=True, comment="What it was; NULL: nothing."),
        sa.Column("after", TEXT, nullable=False, comment="What it became."),
        sa.CheckConstraint("id >= 1", name=op.f("ck_actor_edits_id_from_one")),
        sa.CheckConstraint(
            "field IN ('name', 'kind', 'alias', 'identifier')", name=op.f("ck_actor_edits_field_vocabulary")
        ),
        sa.ForeignKeyConstraint(
            ["judgement_id"],
            ["actor_judgements.id"],
            name=op.f("fk_actor_edits_judgement_id_actor_judgements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_edits")),
        comment="What a judgement changed of an actor itself.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_actor_edits_judgement_id"), "actor_edits", ["judgement_id"])
    op.create_table(
        "actor_split_parts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("judgement_id", KEY, nullable=False, comment="The split."),
        sa.Column("statement_id", KEY, nullable=True, comment="A statement whose speaker is the new actor."),
        sa.Column("claim_id", KEY, nullable=True, comment="A claim that is about the new actor."),
        sa.CheckConstraint("id >= 1", name=op.f("ck_actor_split_parts_id_from_one")),
        sa.CheckConstraint(
            "(statement_id IS NULL) <> (claim_id IS NULL)", name=op.f("ck_actor_split_parts_one_of_two")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["claims.id"],
            name=op.f("fk_actor_split_parts_claim_id_claims"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["judgement_id"],
            ["actor_judgements.id"],
            name=op.f("fk_actor_split_parts_judgement_id_actor_judgements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_actor_split_parts_statement_id_statements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_split_parts")),
        comment="In which statements and claims a split means the new actor.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_actor_split_parts_judgement_id"), "actor_split_parts", ["judgement_id"])
    for column in ("statement_id", "claim_id"):
        op.create_index(
            f"uq_actor_split_parts_{column}", "actor_split_parts", [column, "judgement_id"], unique=True
        )


def guards() -> dict[str, str]:
    """Write the triggers of an SQLite file by name."""
    made = {}
    for name, (events, table, refused, sentence) in REFUSED.items():
        for event in events:
            made[f"{name}_on_{event.lower()}"] = f"""
                BEFORE {event} ON {table} WHEN {refused.format(schema="", apart="IS NOT")}
                BEGIN SELECT RAISE(ABORT, '{sentence}'); END
            """
    for table, (same, other) in SAME_ROW.items():
        refusal = f"SELECT RAISE(ABORT, '{table}: such a row is there already, and is never replaced');"
        made[f"{table}_never_replaced_on_insert"] = f"""
            BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
            BEGIN {refusal} END
        """
        if other is not None:
            made[f"{table}_never_replaced_on_update"] = f"""
                BEFORE UPDATE ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {other} AND ({same}))
                BEGIN {refusal} END
            """
    return made | WITHOUT_FOREIGN_KEYS


def guard_on_server(name: str, events: tuple[str, ...], table: str, refused: str, sentence: str) -> None:
    """Make a trigger that refuses a row, even where a session has switched ordinary triggers off."""
    schema = op.get_bind().exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
    condition = refused.format(schema=f"{schema}.", apart="IS DISTINCT FROM")
    # Whoever else merges the actor that this one is merged into waits.
    turn = f"PERFORM FROM {schema}.actors WHERE id = NEW.merged_into_id FOR UPDATE;"
    op.execute(f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            {turn if name == "actors_merged_into_one_that_stands" else ""}
            IF {condition} THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$
    """)
    at = f"BEFORE {' OR '.join(events)} ON {table}"
    op.execute(f"CREATE TRIGGER {name} {at} FOR EACH ROW EXECUTE FUNCTION {name}()")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def show_people(view: str) -> None:
    names = JOINED[op.get_bind().dialect.name].format("actor_names.name")
    op.execute("DROP VIEW people")
    op.execute(f"CREATE VIEW people AS {view.format(joined=names)}")


def upgrade() -> None:
    add_columns()
    make_tables()
    show_people(PEOPLE)
    if on_postgresql():
        for name, guarding in REFUSED.items():
            guard_on_server(name, *guarding)
        return
    for name, body in guards().items():
        op.execute(f"CREATE TRIGGER {name} {body}")
    op.execute(f"PRAGMA user_version = {int(revision)}")


def downgrade() -> None:
    if on_postgresql():
        for name, (_events, table, _refused, _sentence) in REFUSED.items():
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
    else:
        for name in guards():
            op.execute(f"DROP TRIGGER {name}")
    show_people(PEOPLE_BEFORE)
    for table in ("actor_split_parts", "actor_edits", "actor_judgements"):
        op.drop_table(table)
    for table, name in (("attributions", "actor_id"), ("claim_actors", "actor_id")):
        op.execute(
            f"UPDATE {table} SET {name} = recorded_actor_id, recorded_actor_id = NULL "
            "WHERE recorded_actor_id IS NOT NULL"
        )
    for table, column, *_ in COLUMNS:
        op.drop_index(f"ix_{table}_{column}", table)
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    if not on_postgresql():
        op.execute(f"PRAGMA user_version = {int(down_revision)}")
