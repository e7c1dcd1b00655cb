"""``init``, ``verify`` and ``db upgrade|info|copy|backup|optimize``: the database itself."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.listing import as_json
from claimsdb.cli.options import PageOption, database, group_of
from claimsdb.cli.output import put, tell

group = group_of("The database itself: upgrade, describe, copy, back up, optimize it.", "claimsdb db info")


def init(context: typer.Context) -> None:
    """Make a new, empty database; one that is there already stays as it is.

    Example: claimsdb --db claims.db init
    """
    with database(context, create=True) as db:
        db.check()
        tell(f"{db.location} is ready. Next: claimsdb load PATH")


def verify(context: typer.Context, form: PageOption = "page") -> None:
    """Prove every passage against its text, every text against its hash, every tie between rows.

    Example: claimsdb verify
    """
    from claimsdb.cli.reports import verify_summary

    with database(context) as db:
        report = db.verify()
    if form == "json":
        put(as_json(report, indent=2) + "\n")
    else:
        verify_summary(report)
    raise typer.Exit(1 if report.faults else 0)


@group.command()
def upgrade(
    context: typer.Context,
    reindex: Annotated[bool, typer.Option("--reindex", help="Make the search indexes anew as well.")] = False,
) -> None:
    """Bring the database up to this program's schema.

    Example: claimsdb db upgrade
    """
    from claimsdb.library import upgrade_database

    before, after = upgrade_database(context.obj, reindex=reindex)
    tell(
        f"Schema {after} is up to date." if before == after else f"Upgraded from schema {before} to {after}."
    )


@group.command()
def info(context: typer.Context, form: PageOption = "page") -> None:
    """Say what the database holds.

    Example: claimsdb db info
    """
    from claimsdb.cli.reports import info_summary

    with database(context) as db:
        described = db.info()
    if form == "json":
        put(as_json(described, indent=2) + "\n")
    else:
        info_summary(described)


@group.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A path, or postgresql://USER@HOST/NAME.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="One that is new, or that holds nothing.")],
) -> None:
    """Copy a database to another place or engine, and compare both row by row; all of it or nothing.

    Example: claimsdb db copy claims.db moved.db
    """
    from claimsdb.cli.progress import shown_rows
    from claimsdb.cli.reports import copy_summary
    from claimsdb.library import copy_database

    with shown_rows() as told:
        report = copy_database(source, target, told=told)
    copy_summary(report)


@group.command()
def backup(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
) -> None:
    """Copy an SQLite database to a new file while it is in use, and prove the copy.

    PostgreSQL has tools of its own for that; this says which.

    Example: claimsdb db backup claims-monday.db
    """
    from claimsdb.cli.reports import verify_summary

    with database(context) as db:
        report = db.back_up(target)
    verify_summary(report)
    raise typer.Exit(1 if report.faults else 0)


@group.command()
def optimize(context: typer.Context) -> None:
    """Make the database as small and as fast as it can be; worth it after much was loaded.

    Example: claimsdb db optimize
    """
    with database(context) as db:
        db.optimize(lambda step: tell(f"{step} …"))
        tell("Done.")


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.command()(init)
    app.command()(verify)
    app.add_typer(group, name="db")
