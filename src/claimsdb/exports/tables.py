"""What the tables of a database look like from outside, read off the models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import CheckConstraint, Float, Integer, LargeBinary

from claimsdb import models
from claimsdb.records import vocabulary
from claimsdb.records.tables import Column, ForeignKey, Table

if TYPE_CHECKING:
    import sqlalchemy

    from claimsdb.records.tables import ColumnType, Meaning

VOCABULARIES: Final[dict[str, tuple[str, ...]]] = {
    f"ck_{table}_{column}_vocabulary": words
    for table, column, words in (
        ("actors", "kind", vocabulary.ACTOR_KINDS),
        ("actor_names", "kind", vocabulary.NAME_KINDS),
        ("actor_judgements", "judgement", vocabulary.ACTOR_JUDGEMENTS),
        ("actor_edits", "field", vocabulary.EDITED_FIELDS),
        ("attributions", "quotation", vocabulary.QUOTATIONS),
        ("annotators", "kind", vocabulary.ANNOTATOR_KINDS),
        ("carryings", "found", vocabulary.OUTCOMES),
        ("carryings", "outcome", vocabulary.OUTCOMES),
        ("carryings", "review", vocabulary.REVIEWS),
        ("carrying_decisions", "decision", vocabulary.DECISIONS),
        ("claims", "status", vocabulary.STATUSES),
        ("claim_actors", "role", vocabulary.ABOUT_ROLES),
        ("claim_relations", "kind", vocabulary.RELATIONS),
        ("statements", "stance", vocabulary.STANCES),
        ("statements", "quotation", vocabulary.QUOTATIONS),
        ("statement_passages", "role", vocabulary.PASSAGE_ROLES),
        ("versions", "media_type", vocabulary.MEDIA_TYPES),
        ("version_facts", "field", vocabulary.FACT_FIELDS),
    )
}
"""The constraint that holds each closed vocabulary, with its words."""

NUMBERS: Final[tuple[tuple[type, ColumnType], ...]] = ((Integer, "integer"), (Float, "number"))


def stored_tables() -> dict[str, sqlalchemy.Table]:
    """Return the tables that are exported, those that others point at first.

    They are those that are not derived from others, and the mentions, which are dear to make.
    """
    mentions = models.Base.metadata.tables["mentions"]
    return {table.name: table for table in (*models.stored_tables(), mentions)}


def written_columns(table: sqlalchemy.Table) -> list[sqlalchemy.Column[Any]]:
    """Return the columns of a table that hold something of their own; the others repeat one of these."""
    return [column for column in table.columns if column.computed is None]


def described(table: sqlalchemy.Table) -> Table:
    """Return a table's description for a data package."""
    return Table(
        name=table.name,
        description=table.comment or "",
        columns=tuple(_column(column) for column in written_columns(table)),
        primary_key=tuple(column.name for column in table.primary_key),
        foreign_keys=tuple(
            _foreign_key(each) for each in sorted(table.foreign_key_constraints, key=_first_column)
        ),
    )


def _column(column: sqlalchemy.Column[object]) -> Column:
    kind: ColumnType = next((name for of, name in NUMBERS if isinstance(column.type, of)), "string")
    return Column(
        name=column.name,
        type=kind,
        description=column.comment or _plain_description(column),
        nullable=bool(column.nullable),
        enum=_words(column),
        format="binary" if isinstance(column.type, LargeBinary) else None,
        meaning=_meaning(column),
    )


def _meaning(column: sqlalchemy.Column[object]) -> Meaning | None:
    """Tell what a column means by what holds it to that."""
    default: Any = column.server_default
    if default is not None and str(default.arg) == "CURRENT_TIMESTAMP":
        return "moment"
    for check in column.table.constraints:
        if isinstance(check, CheckConstraint):
            rule = str(check.sqltext)
            if rule.startswith(f"({column.name} IS NULL) = (") and str(check.name).endswith("_with_date"):
                return "edtf"
            if check.name == f"ck_{column.table.name}_{column.name}_day":
                return "day"
            if rule == f"{column.name} IN (0, 1)":
                return "truth"
    return None


def _words(column: sqlalchemy.Column[object]) -> tuple[str, ...]:
    names = {each.name for each in column.table.constraints if isinstance(each, CheckConstraint)}
    name = f"ck_{column.table.name}_{column.name}_vocabulary"
    return VOCABULARIES[name] if name in names else ()


def _plain_description(column: sqlalchemy.Column[object]) -> str:
    if column.name == "id":
        return "The row's number."
    (key,) = column.foreign_keys
    return f"The row of {key.column.table.name} that this one belongs to."


def _foreign_key(constraint: sqlalchemy.ForeignKeyConstraint) -> ForeignKey:
    return ForeignKey(
        columns=tuple(constraint.column_keys),
        table=constraint.referred_table.name,
        references=tuple(each.column.name for each in constraint.elements),
    )


def _first_column(constraint: sqlalchemy.ForeignKeyConstraint) -> str:
    return constraint.column_keys[0]
