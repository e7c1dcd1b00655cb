"""``export`` and ``import``: a file for each format, whose commands are in the groups once it is imported."""

from typing import Final

import typer

from claimsdb.cli.commands.formats import (
    archive,
    bibliography,
    brat,
    claimreview,
    dna,
    exporting,
    follow_the_money,
    html,
    importing,
    networks,
    refi_qda,
    tables,
    web_annotations,
)

FORMATS: Final = (
    *(archive, bibliography, brat, claimreview, dna, follow_the_money, html, networks),
    *(refi_qda, tables, web_annotations),
)


def add_commands(app: typer.Typer) -> None:
    """Add both groups to the program."""
    app.add_typer(exporting.group, name="export")
    app.add_typer(importing.group, name="import")
