"""What all tables share: constraint names, column types, and checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    text,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
"""A row's number. In SQLite only INTEGER is one by itself, and any integer has 64 bits."""

Identity = Annotated[int, mapped_column(NUMBER, primary_key=True)]
Place = Annotated[int, mapped_column(Integer)]
"""Where something stands in a text, a chain or a list."""
Moment = Annotated[str, mapped_column(Text, server_default=text("CURRENT_TIMESTAMP"))]


class Base(DeclarativeBase):
    """The base of all tables. Every constraint gets a name; text is TEXT, never a length."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, int: NUMBER, bytes: LargeBinary}  # noqa: RUF012 (SQLAlchemy reads a plain dict)


def one_of(column: str, words: Sequence[str]) -> CheckConstraint:
    """Hold a column to a closed vocabulary; NULL stays allowed where the column allows it."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_vocabulary")


def some_rows(condition: str) -> dict[str, Any]:
    """Return what makes an index hold only the rows for which a condition holds."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def not_blank(column: str) -> CheckConstraint:
    """Refuse a text of nothing but spaces."""
    return CheckConstraint(f"trim({column}) <> ''", name=f"{column}_not_blank")


def dated(column: str, prefix: str | None = None) -> tuple[CheckConstraint, ...]:
    """Hold an EDTF text and its two days together.

    Without a text there are no days; with one there is at least one (an open interval has
    one end); days are ``YYYY-MM-DD`` and stand in the calendar, the earliest not after the latest.
    """
    prefix = prefix or column
    earliest, latest = f"{prefix}_earliest", f"{prefix}_latest"
    return (
        CheckConstraint(
            f"({column} IS NULL) = ({earliest} IS NULL AND {latest} IS NULL)", name=f"{prefix}_days_with_date"
        ),
        CheckConstraint(f"{earliest} <= {latest}", name=f"{prefix}_days_in_order"),
        _day(earliest),
        _day(latest),
    )


def _day(column: str) -> CheckConstraint:
    return CheckConstraint(f"coalesce(date({column}, '+0 days'), 'none') = {column}", name=f"{column}_day")


def named(column: str, what: str) -> Column[str]:
    """Return the column by which Datasette shows a row; SQLite alone has it, so it is not mapped."""
    comment = f"The {what} again: Datasette shows a row by its name."
    return Column("name", Text, Computed(column, persisted=False), comment=comment)


NOT_MAPPED: Final = {"exclude_properties": ["name"]}


def numbered_from_one() -> CheckConstraint:
    """Refuse ids below 1: a trigger sees a new row without an id as -1, and would take it for that one."""
    return CheckConstraint("id >= 1", name="id_from_one")


STRICT: Final[dict[str, Any]] = {"sqlite_strict": True}
"""Makes SQLite hold to the column types as PostgreSQL does."""
