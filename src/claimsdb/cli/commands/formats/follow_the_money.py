"""``export ftm``: entities of FollowTheMoney, which Aleph and OpenSanctions' tools read."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.formats.exporting import group
from claimsdb.cli.options import database


@group.command()
def ftm(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where to write; an earlier export there is replaced.")
    ],
    with_text: Annotated[bool, typer.Option("--with-text", help="Write the texts of articles too.")] = False,
) -> None:
    """Write entities of FollowTheMoney, a line each: actors, articles, where names stand, who says what.

    Dates are reduced to what is certain of them; what was reduced or left out is told at the end.

    Example: claimsdb export ftm entities.ftm.json
    """
    from claimsdb.cli.progress import shown_texts
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        with shown_texts() as told:
            report = db.export_entities(file, with_text=with_text, told=told)
        export_summary(report, ("schema", "entities"), left="Reduced or left out")
