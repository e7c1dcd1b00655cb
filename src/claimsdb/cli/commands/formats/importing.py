"""``import``: what other programs wrote, into the database."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimsdb.cli.kept import IMPORTS, table_of
from claimsdb.cli.options import FormatOption, database, group_of
from claimsdb.cli.output import tell
from claimsdb.errors.cli import MappingError, NothingToImportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from claimsdb.cli.listing import Format
    from claimsdb.records.foreign_claim_reviews import PlaceVerdict
    from claimsdb.records.sources import ForeignText

group = group_of(
    "Take in what other programs wrote; all of it or nothing.",
    "claimsdb import csv articles.csv",
    epilog=table_of(IMPORTS),
)

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Keep nothing; say what would become of it.")]
KeepGoingOption = Annotated[
    bool, typer.Option("--keep-going", help="Keep what holds even if some is refused.")
]


@group.command()
def csv(
    context: typer.Context,
    articles: Annotated[
        Path | None, typer.Argument(metavar="[ARTICLES.csv]", help="A row an article, with its text or file.")
    ] = None,
    claims: Annotated[
        Path | None, typer.Option("--claims", help="A row a claim, with its article and its quote.")
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="FIELD=COLUMN", help="Which column is which field; may be given again."
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="How the files are encoded, if that cannot be found out.")
    ] = None,
    dry_run: DryRunOption = False,
    keep_going: KeepGoingOption = False,
    form: FormatOption = "table",
) -> None:
    """Take in a spreadsheet of articles, one of claims, or both.

    Columns are known by their names (title, outlet, date, author, text; claim, quote, speaker, …) or by
    --map. Separator and encoding are found out. Cells with several values have ; between them.

    Example: claimsdb import csv articles.csv --claims claims.csv --map title=Headline
    """
    if articles is None and claims is None:
        raise NothingToImportError
    from claimsdb.sources.foreign.spreadsheets import Spreadsheets

    sheets = Spreadsheets(articles, claims, dict(map(mapped, mapping or [])), encoding)
    take_in(context, sheets.read(), form, dry_run=dry_run, keep_going=keep_going)


def take_in(
    context: typer.Context,
    texts: "Iterable[ForeignText]",
    form: "Format",
    *,
    then: "Callable[[PlaceVerdict], Iterable[ForeignText]] | None" = None,
    dry_run: bool,
    keep_going: bool,
) -> None:
    """Import texts, show what became of each, and end with the status that says so."""
    from claimsdb.cli.reports import show_load

    with database(context, create=True) as db:
        tally = show_load(db.each_import(texts, then=then, dry_run=dry_run, keep_going=keep_going), form)
    if dry_run:
        tell("Nothing was kept: this is what would become of it.")
    elif tally.refused and not keep_going:
        tell("Nothing was kept, since some was refused. Mend it, or keep the rest with --keep-going.")
    raise typer.Exit(1 if tally.refused else 0)


def mapped(pair: str) -> tuple[str, str]:
    """Read FIELD=COLUMN."""
    field, sign, column = pair.partition("=")
    if not (sign and field.strip() and column.strip()):
        raise MappingError(pair)
    return field.strip(), column.strip()
