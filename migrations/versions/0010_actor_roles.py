"""Roles that actors held, and when: "Foreign Minister of Kazakhstan, from 2016 to 2018".

A role is held from a first day to a last one, each an EDTF date with its bounds, or unknown. Guards hold
that the same role is there once, however often its organisation and dates are unknown, and that the
passage which says so is not moved or taken away.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

ONCE = "such a role is there already"
BEARS = "a role stands on this passage"

DATES = (
    ("since", "When it began", "it can have begun"),
    ("until", "When it ended", "it can have ended"),
)
TIES = (
    ("actor_id", "actors"),
    ("organisation_id", "actors"),
    ("passage_id", "passages"),
    ("annotation_file_id", "annotation_files"),
    ("annotator_id", "annotators"),
)


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def guards(schema: str, *, sqlite: bool) -> dict[str, tuple[str, str, str, str]]:
    """Name the guards, with when each looks, at which table, what it refuses, and what it says."""
    same = "IS" if sqlite else "IS NOT DISTINCT FROM"
    apart = "IS NOT" if sqlite else "IS DISTINCT FROM"
    alike = " AND ".join(
        f"other.{each} {same} NEW.{each}"
        for each in ("actor_id", "title_folded", "organisation_id", "since", "until")
    )
    there = f"EXISTS (SELECT 1 FROM {schema}actor_roles AS other WHERE (other.id = NEW.id OR ({alike}))"
    moved = " OR ".join(
        f"NEW.{each} {apart} OLD.{each}" for each in ("id", "version_id", "start_char", "end_char")
    )
    borne = f"EXISTS (SELECT 1 FROM {schema}actor_roles WHERE passage_id = OLD.id)"
    return {
        "actor_roles_added_once": ("INSERT", "actor_roles", f"{there})", ONCE),
        "actor_roles_stay_once": ("UPDATE", "actor_roles", f"{there} AND other.id <> OLD.id)", ONCE),
        "passages_of_roles_keep_their_place": (
            "UPDATE",
            "passages",
            f"({moved}) AND {borne}",
            f"{BEARS}: add another passage",
        ),
        "passages_of_roles_never_taken_away": ("DELETE", "passages", borne, BEARS),
    }


def guard_on_server(name: str, guarding: tuple[str, str, str, str], lock: str) -> None:
    """Make a guard on PostgreSQL, as in 0002; ``lock`` makes it wait for others first."""
    event, table, refused, sentence = guarding
    op.execute(f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            {lock}
            IF {refused} THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN {"OLD" if event == "DELETE" else "NEW"};
        END $$
    """)
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def moment() -> sa.TextClause:
    """Write the present moment (UTC) as a text."""
    if on_postgresql():
        return sa.text("(to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'))")
    return sa.text("(CURRENT_TIMESTAMP)")


def is_day(column: str) -> str:
    """Write the condition that a column holds a day of the calendar, by the function that 0001 made."""
    return (
        f"is_day({column})" if on_postgresql() else f"coalesce(date({column}, '+0 days'), 'none') = {column}"
    )


def date_columns() -> list[sa.Column[str]]:
    columns = []
    for name, what, day in DATES:
        columns += [
            sa.Column(name, TEXT, nullable=True, comment=f"{what}, EDTF (ISO 8601-2); NULL is unknown."),
            sa.Column(f"{name}_earliest", TEXT, nullable=True, comment=f"First day {day}."),
            sa.Column(f"{name}_latest", TEXT, nullable=True, comment=f"Last day {day}."),
        ]
    return columns


def date_checks() -> list[sa.CheckConstraint]:
    checks = []
    for name, *_rest in DATES:
        earliest, latest = f"{name}_earliest", f"{name}_latest"
        checks += [
            sa.CheckConstraint(
                f"({name} IS NULL) = ({earliest} IS NULL AND {latest} IS NULL)",
                name=op.f(f"ck_actor_roles_{name}_days_with_date"),
            ),
            sa.CheckConstraint(f"{earliest} <= {latest}", name=op.f(f"ck_actor_roles_{name}_days_in_order")),
            *(
                sa.CheckConstraint(is_day(day), name=op.f(f"ck_actor_roles_{day}_day"))
                for day in (earliest, latest)
            ),
        ]
    return checks


def upgrade() -> None:
    op.create_table(
        "actor_roles",
        sa.Column("id", KEY, nullable=False),
        sa.Column("actor_id", KEY, nullable=False, comment="Who held it."),
        sa.Column(
            "title", TEXT, nullable=False, comment="What the role is called, such as Foreign Minister."
        ),
        sa.Column(
            "title_folded", TEXT, nullable=False, comment="The title without case and accents, for matching."
        ),
        sa.Column("organisation_id", KEY, nullable=True, comment="Of whom or what; NULL is unknown."),
        *date_columns(),
        sa.Column(
            "passage_id", KEY, nullable=True, comment="The passage that says so; NULL: none was given."
        ),
        sa.Column(
            "annotation_file_id",
            KEY,
            nullable=True,
            comment="The file it was loaded from; NULL: added by hand.",
        ),
        sa.Column("annotator_id", KEY, nullable=True, comment="Who recorded it."),
        sa.Column(
            "recorded_at",
            TEXT,
            server_default=moment(),
            nullable=False,
            comment="When it was recorded (UTC).",
        ),
        sa.CheckConstraint("id >= 1", name=op.f("ck_actor_roles_id_from_one")),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_actor_roles_title_not_blank")),
        *date_checks(),
        sa.CheckConstraint(
            "since_earliest <= until_latest", name=op.f("ck_actor_roles_begins_before_it_ends")
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_actor_roles_{column}_{table}"))
            for column, table in TIES
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_roles")),
        comment="Roles that actors held, and when.",
        sqlite_strict=True,
    )
    for column, _table in TIES:
        op.create_index(op.f(f"ix_actor_roles_{column}"), "actor_roles", [column])
    if on_postgresql():
        schema = op.get_bind().exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
        # Whoever else gives the actor a role waits.
        turn = f"PERFORM FROM {schema}.actors WHERE id = NEW.actor_id FOR NO KEY UPDATE;"
        for name, guarding in guards(f"{schema}.", sqlite=False).items():
            guard_on_server(name, guarding, turn if guarding[1] == "actor_roles" else "")
        return
    for name, (event, table, refused, sentence) in guards("", sqlite=True).items():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
    op.execute(f"PRAGMA user_version = {int(revision)}")


def downgrade() -> None:
    for name, (_event, table, *_rest) in guards("", sqlite=True).items():
        op.execute(f"DROP TRIGGER {name} ON {table}" if on_postgresql() else f"DROP TRIGGER {name}")
        if on_postgresql():
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_table("actor_roles")
    if not on_postgresql():
        op.execute(f"PRAGMA user_version = {int(down_revision)}")
