"""``export`` and ``import`` of web annotations: the W3C's, and those of Hypothesis."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimsdb.cli.commands import exporting, importing
from claimsdb.cli.commands.importing import DryRunOption, KeepGoingOption, take_in
from claimsdb.cli.options import FormatOption, database
from claimsdb.cli.output import tell

if TYPE_CHECKING:
    from claimsdb.records.rows import ExportReport

TargetArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="Where to write; an earlier export there is replaced.")
]
SourceArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file with the annotations.")]
TextsOption = Annotated[
    Path | None, typer.Option("--texts", metavar="DIR", help="Where texts lie that are not in the database.")
]
LinesOption = Annotated[bool, typer.Option("--lines", help="Write an annotation a line.")]


def export_web_annotation(context: typer.Context, target: TargetArgument, lines: LinesOption = False) -> None:
    """Write every statement as a W3C Web Annotation (JSON-LD).

    Example: claimsdb export web-annotation annotations.jsonld
    """
    with database(context) as db:
        _summary(db.export_web_annotations(target, lines=lines))


def export_hypothesis(
    context: typer.Context,
    target: TargetArgument,
    group: Annotated[str, typer.Option(help="The group that the rows name.")] = "__world__",
    lines: LinesOption = False,
) -> None:
    """Write every statement as the search of the Hypothesis API would answer.

    Example: claimsdb export hypothesis hypothesis.json
    """
    with database(context) as db:
        _summary(db.export_hypothesis(target, group=group, lines=lines))


def _summary(report: "ExportReport") -> None:
    ((what, count),) = report.counts
    tell(f"{count:,} {what} written to {report.target}")


def import_web_annotation(
    context: typer.Context,
    source: SourceArgument,
    texts: TextsOption = None,
    dry_run: DryRunOption = False,
    keep_going: KeepGoingOption = False,
    form: FormatOption = "table",
) -> None:
    """Take in W3C Web Annotations (JSON-LD), by whomever: one, a list, a page, a collection, or one a line.

    Their texts are articles of the database, or lie in the folder --texts. Bodies become claims and topics.

    Example: claimsdb import web-annotation annotations.jsonld --texts articles/
    """
    from claimsdb.sources.foreign.annotations import web_annotations

    found = web_annotations(source, texts)
    take_in(context, found.read(), form, dry_run=dry_run, keep_going=keep_going)


def import_hypothesis(
    context: typer.Context,
    source: SourceArgument,
    texts: TextsOption = None,
    dry_run: DryRunOption = False,
    keep_going: KeepGoingOption = False,
    form: FormatOption = "table",
) -> None:
    """Take in annotations as the Hypothesis API gives them: the answer to a search, a list, or a row a line.

    Their texts are articles of the database, or lie in the folder --texts. Replies, notes on whole pages and
    highlights without text are refused.

    Example: claimsdb import hypothesis hypothesis.json --texts articles/
    """
    from claimsdb.sources.foreign.annotations import hypothesis_annotations

    found = hypothesis_annotations(source, texts)
    take_in(context, found.read(), form, dry_run=dry_run, keep_going=keep_going)


def add_commands(_app: typer.Typer) -> None:
    """Add this file's commands to the groups that they belong to."""
    exporting.group.command("web-annotation")(export_web_annotation)
    exporting.group.command("hypothesis")(export_hypothesis)
    importing.group.command("web-annotation")(import_web_annotation)
    importing.group.command("hypothesis")(import_hypothesis)
