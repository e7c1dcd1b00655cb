"""``import dna``: projects of Discourse Network Analyzer."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.formats.importing import DryRunOption, KeepGoingOption, group, mapped, take_in
from claimsdb.cli.options import FormatOption
from claimsdb.cli.output import tell
from claimsdb.records.choices import FirstSpeaker


@group.command()
def dna(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.dna", help="A database of DNA 2 or 3.")],
    first: Annotated[
        FirstSpeaker, typer.Option("--speaker", help="Who speaks where both are named.")
    ] = "person",
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=VARIABLE",
            help="Which variable is person, organization, concept or agreement.",
        ),
    ] = None,
    zone: Annotated[
        str, typer.Option("--time-zone", help="Where the dates of DNA 2 were written: it kept local time.")
    ] = "UTC",
    short_line_ends: Annotated[
        bool, typer.Option("--short-line-ends", help="Count CR LF in a text as one character.")
    ] = False,
    dry_run: DryRunOption = False,
    keep_going: KeepGoingOption = False,
    form: FormatOption = "table",
) -> None:
    """Take in a project of Discourse Network Analyzer (DNA 2 or 3): a document an article, a concept a claim.

    Agreement becomes the stance (asserts, denies), the coder the annotator. What has no place here is told
    at the end; the file itself is only read.

    Example: claimsdb import dna project.dna --speaker organization
    """
    from claimsdb.sources.foreign.dna import DnaFile

    project = DnaFile(file, first, dict(map(mapped, mapping or [])), zone, short_line_ends)
    try:
        take_in(context, project.read(), form, dry_run=dry_run, keep_going=keep_going)
    finally:
        for what, count in project.lost.items():
            if count:
                tell(f"Not kept: {count:,} {what}.")
