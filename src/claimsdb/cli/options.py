"""What several commands share: their options, and opening the database they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from claimsdb.cli.listing import Format

if TYPE_CHECKING:
    from claimsdb.library import Database

FormatOption = Annotated[
    Format,
    typer.Option("--format", "-f", help="table is for people; the others are stable and without colour."),
]
LimitOption = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=0, help="How many rows; 0 is all. A table shows 100 unless told."),
]
PageFormat: TypeAlias = Literal["page", "json"]
PageOption = Annotated[
    PageFormat, typer.Option("--format", "-f", help="page is for people, json for programs.")
]


def group_of(what: str, example: str, *, epilog: str | None = None) -> typer.Typer:
    """Return a group of commands whose help says what they are about, with an example."""
    return typer.Typer(help=f"{what}\n\nExample: {example}", epilog=epilog, no_args_is_help=True)


def database(context: typer.Context, *, create: bool = False) -> Database:
    """Open the database that ``--db`` or ``CLAIMSDB_DB`` names."""
    from claimsdb.library import open_database  # noqa: PLC0415 (SQLAlchemy, which --help must not wait for)

    return open_database(context.obj, create=create)
