"""``claims`` and ``claim show|add``: who said what, where and when."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from claimsdb.cli.listing import as_json, in_line, passage_in_line, rows_wanted, show_rows
from claimsdb.cli.options import FormatOption, LimitOption, PageOption, database, group_of
from claimsdb.cli.output import draw, put
from claimsdb.text.shown_words import OWN_VOICE

if TYPE_CHECKING:
    from claimsdb.formats.marks import Plain
    from claimsdb.records.rows import StatementRow

Role = Literal["speaker", "about", "any"]
Stance = Literal["asserts", "denies", "questions", "predicts", "demands"]
Status = Literal["suggested", "accepted", "rejected"]
Order = Literal["oldest", "newest"]
Quotation = Literal["direct", "indirect", "reported", "free_indirect", "none"]

CLAIM_COLUMNS: Final[dict[str, Callable[["StatementRow"], str]]] = {
    "": lambda row: str(row.claim_id),
    "claim": lambda row: in_line(row.claim),
    "said by": lambda row: f"{in_line(row.speakers) or OWN_VOICE}\n{row.stance}",
    "passage": passage_in_line,
}

group = group_of(
    "One claim: show it, add one by hand, relate it to others, record verdicts on it.",
    "claimsdb claim show 12",
)


def claims(
    context: typer.Context,
    actor: Annotated[str | None, typer.Option(help="Any name of an actor, or its number.")] = None,
    role: Annotated[Role, typer.Option(help="How the actor takes part.")] = "any",
    outlet: Annotated[str | None, typer.Option(help="Who published the article.")] = None,
    topic: Annotated[str | None, typer.Option(help="A label of the code book, and all below it.")] = None,
    kind: Annotated[str | None, typer.Option(help="The project's word for a sort of claim.")] = None,
    stance: Annotated[Stance | None, typer.Option(help="What the speaker does with the claim.")] = None,
    status: Annotated[Status | None, typer.Option(help="How far the claim is accepted.")] = None,
    published: Annotated[str | None, typer.Option(help="A date (EDTF), or FROM..TO.")] = None,
    when: Annotated[str | None, typer.Option(help="The event's date (EDTF), or FROM..TO.")] = None,
    search: Annotated[str | None, typer.Option(help="Words in the claim or its passage.")] = None,
    speaker_role: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="What a speaker was at the time, such as foreign minister."),
    ] = None,
    certain: Annotated[
        bool,
        typer.Option("--certain", help="Only what holds whatever day is meant: dates in range, roles held."),
    ] = False,
    contested: Annotated[
        bool, typer.Option("--contested", help="Only claims that are asserted and denied or contradicted.")
    ] = False,
    single_source: Annotated[
        bool, typer.Option("--single-source", help="Only claims without two independent lines of evidence.")
    ] = False,
    order: Annotated[Order, typer.Option(help="What was published first, or last, comes first.")] = "oldest",
    form: FormatOption = "table",
    limit: LimitOption = None,
) -> None:
    """List statements: each claim where it stands, by whom, with which stance.

    Example: claimsdb claims --actor Kassis --role about --published 2017
    """
    from claimsdb.records.questions import ClaimFilter
    from claimsdb.records.rows import StatementRow

    wanted = ClaimFilter(
        actor,
        role,
        outlet,
        topic,
        kind,
        stance,
        status,
        published,
        when,
        search,
        order,
        certainly=certain,
        contested=contested,
        single_source=single_source,
        speaker_role=speaker_role,
    )
    with database(context) as db:
        rows = db.each_claim(wanted, limit=rows_wanted(form, limit))
        show_rows(rows, form, columns=CLAIM_COLUMNS, shape=StatementRow, limit=limit)


@group.command()
def show(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's number, KEY or FILE#KEY.")],
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Also on whose word it stands, and where accounts conflict.")
    ] = False,
    form: PageOption = "page",
) -> None:
    """Show one claim with all its statements, their passages in context, its relations and reviews.

    Example: claimsdb claim show 12
    """
    with database(context) as db:
        detail = db.claim(claim, evidence=evidence)
    if form == "json":
        put(as_json(detail, indent=2) + "\n")
    else:
        from claimsdb.cli.evidence import evidence_blocks
        from claimsdb.cli.pages import claim_page

        draw(claim_page(detail))
        for block in evidence_blocks(detail):
            draw(block)


@group.command()
def add(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's number, file or title.")],
    claim: Annotated[
        str, typer.Option(help="The proposition, in one sentence that can be understood alone.")
    ],
    quote: Annotated[str, typer.Option(help="The passage it stands on, copied from the text.")],
    before: Annotated[str | None, typer.Option(help="The words directly before the quote.")] = None,
    after: Annotated[str | None, typer.Option(help="The words directly after it.")] = None,
    occurrence: Annotated[
        int | None, typer.Option(min=1, help="Which of several like passages, from 1.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="The project's word for the sort of claim.")] = None,
    when: Annotated[str | None, typer.Option(help="When it happened (EDTF).")] = None,
    about: Annotated[list[str] | None, typer.Option(help="Whom the claim is about, by any name.")] = None,
    about_object: Annotated[list[str] | None, typer.Option(help="To whom it is done.")] = None,
    about_other: Annotated[list[str] | None, typer.Option(help="Who else takes part.")] = None,
    speaker: Annotated[
        list[str] | None, typer.Option(help="Who says it; again for who told of that.")
    ] = None,
    unnamed_speaker: Annotated[
        list[str] | None, typer.Option(help="What the text calls an unnamed speaker.")
    ] = None,
    topic: Annotated[list[str] | None, typer.Option(help="A label of the code book: A > B.")] = None,
    stance: Annotated[Stance, typer.Option(help="What the speaker does with the claim.")] = "asserts",
    quotation: Annotated[Quotation | None, typer.Option(help="How the words are given.")] = None,
    said: Annotated[str | None, typer.Option(help="When it was said (EDTF).")] = None,
    status: Annotated[Status, typer.Option(help="How far the claim is accepted.")] = "accepted",
    annotator: Annotated[str | None, typer.Option(help="Who records it.")] = None,
    form: FormatOption = "table",
) -> None:
    """Record a claim on a quote of an article's newest text.

    Speakers, topics and whom it is about may each be given several times.

    Example: claimsdb claim add 2 --claim "The talks began in 2017." --quote "Launched in 2017"
    """
    from claimsdb.records.rows import StatementRow

    with database(context) as db:
        added = db.add_claim(
            article,
            claim=claim,
            quote=quote,
            before=before,
            after=after,
            occurrence=occurrence,
            kind=kind,
            when=when,
            about=[*(about or []), *_roles("object", about_object), *_roles("other", about_other)],
            speakers=[*(speaker or []), *_roles("unnamed", unnamed_speaker)],
            topics=[*(topic or [])],
            stance=stance,
            quotation=quotation,
            said=said,
            status=status,
            annotator=annotator,
        )
    show_rows(added, form, columns=CLAIM_COLUMNS, shape=StatementRow)


def _roles(role: str, names: list[str] | None) -> "list[Plain]":
    return [{role: name} for name in names or []]


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.command()(claims)
    app.add_typer(group, name="claim")
