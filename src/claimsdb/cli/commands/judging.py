"""``actor merge``, ``split``, ``distinct``, ``add``, ``alias``, ``edit``, ``undo`` and ``judgements``."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from claimsdb.cli.commands.actors import Kind, group
from claimsdb.cli.commands.carried_passages import login
from claimsdb.cli.judgements import called, what_of, word_of
from claimsdb.cli.listing import in_line, plain, rows_wanted, show_rows
from claimsdb.cli.options import FormatOption, LimitOption, database
from claimsdb.cli.output import tell

if TYPE_CHECKING:
    from claimsdb.records.judgements import JudgementRow

NameKind = Literal["full", "short", "transliteration", "former", "alias"]

Actor = Annotated[str, typer.Argument(metavar="ACTOR", help="Any name of the actor, or its number.")]
Number = Annotated[
    int, typer.Argument(metavar="NUMBER", min=1, help="The number that `actor judgements` lists.")
]
Why = Annotated[str, typer.Option("--why", help="The reason, which is kept with the judgement.")]
MayWhy = Annotated[str | None, typer.Option("--why", help="A reason, kept with the judgement.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by", envvar="CLAIMSDB_ANNOTATOR", help="Who judges; the name you are logged in by, unless told."
    ),
]
KindOption = Annotated[Kind | None, typer.Option(help="What kind of actor it is.")]
Identifiers = Annotated[
    list[str] | None,
    typer.Option(
        "--identifier", metavar="SCHEME:VALUE", help="Such as wikidata:Q42, or a link; as often as needed."
    ),
]
Anyway = Annotated[bool, typer.Option("--anyway", help="Though somebody else bears the name.")]


@group.command()
def merge(
    context: typer.Context,
    actor: Annotated[str, typer.Argument(metavar="A", help="The actor that stands for both.")],
    merged: Annotated[str, typer.Argument(metavar="B", help="The actor that is merged into it.")],
    why: Why,
    by: By = None,
    form: FormatOption = "table",
) -> None:
    """Judge that two actors are one; nothing recorded is moved, so that it can be undone whenever.

    Example: claimsdb actor merge 9 19 --why "the same powers in other words"
    """
    with database(context) as db:
        _show([db.merge_actors(actor, merged, why=why, by=by or login())], form)


@group.command()
def distinct(
    context: typer.Context,
    actor: Annotated[str, typer.Argument(metavar="A", help="An actor.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    why: Why,
    by: By = None,
    form: FormatOption = "table",
) -> None:
    """Judge that two actors are two: `actors --similar` proposes them no more, and nobody merges them.

    Example: claimsdb actor distinct Kazakhstan Iran --why "two states"
    """
    with database(context) as db:
        _show([db.distinct_actors(actor, other, why=why, by=by or login())], form)


@group.command()
def split(
    context: typer.Context,
    actor: Actor,
    name: Annotated[str, typer.Option("--name", help="What the new actor is called, to tell it apart.")],
    why: Why,
    statements: Annotated[
        list[int] | None,
        typer.Option("--statement", metavar="N", min=1, help="A statement in which the new actor speaks."),
    ] = None,
    claims: Annotated[
        list[str] | None,
        typer.Option("--claim", metavar="CLAIM", help="A claim, by number or key, about the new actor."),
    ] = None,
    kind: KindOption = None,
    by: By = None,
    form: FormatOption = "table",
) -> None:
    """Judge that in some statements and claims an actor is another, who is new.

    Example: claimsdb actor split Kazakhstan --name Akorda --statement 5 --why "its president"
    """
    with database(context) as db:
        row = db.split_actor(
            actor,
            name,
            why=why,
            kind=kind,
            statements=statements or (),
            claims=claims or (),
            by=by or login(),
        )
    _show([row], form)


@group.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The main name.")],
    kind: KindOption = None,
    aliases: Annotated[
        list[str] | None, typer.Option("--alias", metavar="NAME", help="Another name; as often as needed.")
    ] = None,
    identifiers: Identifiers = None,
    anyway: Anyway = False,
    why: MayWhy = None,
    by: By = None,
    form: FormatOption = "table",
) -> None:
    """Add an actor that no text has named yet.

    Example: claimsdb actor add "Staffan de Mistura" --kind person
    """
    with database(context) as db:
        row = db.add_actor(
            name,
            kind=kind,
            aliases=aliases or (),
            identifiers=identifiers or (),
            anyway=anyway,
            why=why,
            by=by or login(),
        )
    _show([row], form)


@group.command()
def alias(
    context: typer.Context,
    actor: Actor,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The further name.")],
    kind: Annotated[NameKind, typer.Option(help="What sort of name it is.")] = "alias",
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help="The language of the name, such as ar (BCP 47).")
    ] = None,
    anyway: Anyway = False,
    why: MayWhy = None,
    by: By = None,
    form: FormatOption = "table",
) -> None:
    """Let an actor be known by another name.

    Example: claimsdb actor alias "Randa Kassis" "رندة قسيس" --language ar
    """
    with database(context) as db:
        further = {"name": name, "kind": kind, "language": language}
        row = db.edit_actor(actor, aliases=[{**further}], anyway=anyway, why=why, by=by or login())
    _show([row], form)


@group.command()
def edit(
    context: typer.Context,
    actor: Actor,
    name: Annotated[
        str | None, typer.Option("--name", help="The main name from now on; the old one stays an alias.")
    ] = None,
    kind: KindOption = None,
    identifiers: Identifiers = None,
    anyway: Anyway = False,
    why: MayWhy = None,
    by: By = None,
    form: FormatOption = "table",
) -> None:
    """Change an actor's main name or kind, or add identifiers.

    Example: claimsdb actor edit Kassis --identifier wikidata:Q18002671
    """
    with database(context) as db:
        row = db.edit_actor(
            actor,
            name=name,
            kind=kind,
            identifiers=identifiers or (),
            anyway=anyway,
            why=why,
            by=by or login(),
        )
    _show([row], form)


@group.command()
def undo(
    context: typer.Context,
    number: Number,
    why: MayWhy = None,
    by: By = None,
    form: FormatOption = "table",
) -> None:
    """Take a judgement back, in any order: claims and attributions return to where they were.

    Example: claimsdb actor undo 1 --why "they are two after all"
    """
    with database(context) as db:
        _show([db.undo_judgement(number, why=why, by=by or login())], form)


@group.command()
def judgements(
    context: typer.Context,
    actor: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Only those on this actor and all merged into it.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Those that were undone too, and what undid them.")
    ] = False,
    form: FormatOption = "table",
    limit: LimitOption = None,
) -> None:
    """List who judged what of actors, when and why.

    Example: claimsdb actor judgements --actor "Randa Kassis"
    """
    with database(context) as db:
        rows = db.judgements(actor, everything=everything, limit=rows_wanted(form, limit))
    _show(rows, form, limit)


def _show(rows: "list[JudgementRow]", form: FormatOption, limit: int | None = None) -> None:
    from claimsdb.records.judgements import JudgementRow

    columns = {
        "": lambda row: str(row.judgement_id),
        "judgement": word_of,
        "actor": lambda row: called(row.actor_id, row.actor),
        "other": lambda row: called(row.other_id, row.other) if row.other else "",
        "what": what_of,
        "why": lambda row: in_line(row.why) if row.why else "",
        "by": lambda row: in_line(row.by),
        "when": lambda row: plain(row.judged_at),
    }
    show_rows(rows, form, columns=columns, shape=JudgementRow, limit=limit)
    for row in rows:
        if row.note is not None:
            tell(row.note)


def add_commands(_app: typer.Typer) -> None:
    """Add this file's commands to the program: they joined the group of ``actor`` when it was read."""
