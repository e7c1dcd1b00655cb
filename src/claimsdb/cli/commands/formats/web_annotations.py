"""``export`` and ``import`` of web annotations: the W3C's, and those of Hypothesis."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.formats import exporting, importing
from claimsdb.cli.commands.formats.importing import DryRunOption, KeepGoingOption, take_in
from claimsdb.cli.options import FormatOption, database

TargetArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="Where to write; an earlier export there is replaced.")
]
SourceArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file with the annotations.")]
TextsOption = Annotated[
    Path | None, typer.Option("--texts", metavar="DIR", help="Where texts lie that are not in the database.")
]
LinesOption = Annotated[bool, typer.Option("--lines", help="Write an annotation a line.")]


@exporting.group.command("web-annotation")
def export_web_annotation(context: typer.Context, target: TargetArgument, lines: LinesOption = False) -> None:
    """Write every statement as a W3C Web Annotation (JSON-LD).

    Example: claimsdb export web-annotation annotations.jsonld
    """
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        export_summary(db.export_web_annotations(target, lines=lines))


@exporting.group.command("hypothesis")
def export_hypothesis(
    context: typer.Context,
    target: TargetArgument,
    group: Annotated[str, typer.Option(help="The group that the rows name.")] = "__world__",
    lines: LinesOption = False,
) -> None:
    """Write every statement as the search of the Hypothesis API would answer.

    Example: claimsdb export hypothesis hypothesis.json
    """
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        export_summary(db.export_hypothesis(target, group=group, lines=lines))


@importing.group.command("web-annotation")
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


@importing.group.command("hypothesis")
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
