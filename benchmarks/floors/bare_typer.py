"""The least that a Typer program with a few options can be."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def claims(
    actor: Annotated[str, typer.Option(help="Any name of an actor.")] = "",
    limit: Annotated[int, typer.Option(help="How many rows.")] = 0,
) -> None:
    """List statements."""
    typer.echo(f"{actor} {limit}")


app()
