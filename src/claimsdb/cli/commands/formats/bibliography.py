"""``import`` and ``export`` of bibliographies: CSL-JSON and RIS in; CSL-JSON, RIS and BibTeX out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimsdb.cli.commands.formats import exporting, importing
from claimsdb.cli.commands.formats.importing import DryRunOption, KeepGoingOption, take_in
from claimsdb.cli.options import FormatOption, database

if TYPE_CHECKING:
    from claimsdb.records.choices import BibliographyFormat

SourceArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file with the items.")]
TargetArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="Where to write; an earlier export there is replaced.")
]
TextsOption = Annotated[
    Path | None,
    typer.Option(
        "--texts", metavar="DIR", help="Where texts lie, called by the item's id, DOI or attachment."
    ),
]


@importing.group.command("csl-json")
def import_csl_json(
    context: typer.Context,
    source: SourceArgument,
    texts: TextsOption = None,
    dry_run: DryRunOption = False,
    keep_going: KeepGoingOption = False,
    form: FormatOption = "table",
) -> None:
    """Take in items of CSL-JSON, as Zotero, Better BibTeX and Mendeley export them.

    Each item becomes an article, with its text or without one; of an article that is there already, what is
    unknown is filled in. What is known stays, and is told where an item says otherwise.

    Example: claimsdb import csl-json library.json --texts articles/
    """
    from claimsdb.sources.foreign.bibliography import csl_json

    take_in(context, csl_json(source, texts).read(), form, dry_run=dry_run, keep_going=keep_going)


@importing.group.command("ris")
def import_ris(
    context: typer.Context,
    source: SourceArgument,
    texts: TextsOption = None,
    encoding: Annotated[
        str | None, typer.Option(help="How the file is encoded, if that cannot be found out.")
    ] = None,
    dry_run: DryRunOption = False,
    keep_going: KeepGoingOption = False,
    form: FormatOption = "table",
) -> None:
    """Take in items of RIS, as reference managers and databases of newspapers export them.

    They are taken in as those of CSL-JSON are.

    Example: claimsdb import ris export.ris --texts articles/
    """
    from claimsdb.sources.foreign.bibliography import ris

    take_in(context, ris(source, texts, encoding).read(), form, dry_run=dry_run, keep_going=keep_going)


@exporting.group.command("csl-json")
def export_csl_json(context: typer.Context, target: TargetArgument) -> None:
    """Write every article as an item of CSL-JSON, which Zotero and citation processors read.

    Example: claimsdb export csl-json articles.json
    """
    _export(context, target, "csl-json")


@exporting.group.command("ris")
def export_ris(context: typer.Context, target: TargetArgument) -> None:
    """Write every article as an item of RIS, which all reference managers read.

    Example: claimsdb export ris articles.ris
    """
    _export(context, target, "ris")


@exporting.group.command("bibtex")
def export_bibtex(context: typer.Context, target: TargetArgument) -> None:
    """Write every article as an entry of BibTeX, in UTF-8, for LaTeX with biblatex or without.

    Example: claimsdb export bibtex articles.bib
    """
    _export(context, target, "bibtex")


def _export(context: typer.Context, target: Path, form: "BibliographyFormat") -> None:
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        export_summary(db.export_bibliography(target, form))
