"""``claim relate|unrelate|review|unreview|reviews``: how claims bear on each other, and verdicts on them."""

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from claimsdb.cli.commands.carried_passages import login
from claimsdb.cli.commands.claims import group
from claimsdb.cli.listing import rows_wanted, show_rows
from claimsdb.cli.options import FormatOption, LimitOption, database
from claimsdb.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimsdb.formats.marks import Plain
    from claimsdb.records.claim_reviews import ClaimReviewRow
    from claimsdb.records.relations import ClaimRelationRow

Kind: TypeAlias = Literal["supports", "contradicts", "same_as", "refines", "answers"]
KindArgument = Annotated[
    Kind, typer.Argument(metavar="KIND", help="supports, contradicts, same_as, refines or answers.")
]
ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's number, KEY or FILE#KEY.")]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="The other claim, likewise.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        envvar="CLAIMSDB_ANNOTATOR",
        help="Who records it; the name you are logged in by, unless told.",
    ),
]


def relate(
    context: typer.Context,
    claim: ClaimArgument,
    kind: KindArgument,
    other: OtherArgument,
    why: Annotated[str | None, typer.Option(help="Why the two claims stand so.")] = None,
    by: By = None,
    form: FormatOption = "table",
) -> None:
    """Record that one claim bears on another, and why.

    contradicts and same_as are the same the other way round.

    Example: claimsdb claim relate 12 refines 30 --why "It gives the day."
    """
    from claimsdb.records.relations import told_circle

    with database(context) as db:
        row = db.relate_claims(claim, kind, other, rationale=why, by=by or login())
    _show_relation(row, form)
    if row.outcome == "unchanged":
        tell(f"That is recorded already{f', in {row.file}' if row.file else ''}: nothing was changed.")
    if row.circle:
        tell(f"Note: {told_circle(row.kind, row.circle)}.")


def unrelate(
    context: typer.Context,
    claim: ClaimArgument,
    kind: KindArgument,
    other: OtherArgument,
    form: FormatOption = "table",
) -> None:
    """Take a relation away that was recorded by hand; one that stands in a file is taken out there.

    Example: claimsdb claim unrelate 12 contradicts 30
    """
    with database(context) as db:
        row = db.unrelate_claims(claim, kind, other)
    _show_relation(row, form)


def review(
    context: typer.Context,
    claim: ClaimArgument,
    rating: Annotated[str, typer.Option(help="The verdict in the reviewer's own words.")],
    value: Annotated[float | None, typer.Option(help="The verdict as a number on a scale.")] = None,
    worst: Annotated[float | None, typer.Option(help="The lowest number of the scale.")] = None,
    best: Annotated[float | None, typer.Option(help="The highest number of the scale.")] = None,
    why: Annotated[str | None, typer.Option(help="Why the verdict is as it is.")] = None,
    date: Annotated[str | None, typer.Option(help="When it was given (EDTF).")] = None,
    reviewer: Annotated[
        str | None, typer.Option(help="Who gave it, a person or an organisation, by any name.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Where the review was published on the web.")] = None,
    evidence_quote: Annotated[
        list[str] | None, typer.Option(help="Words that bear it out, copied from an article's newest text.")
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option(help="The article they stand in; one for all quotes, or one for each."),
    ] = None,
    before: Annotated[str | None, typer.Option(help="The words directly before the quote.")] = None,
    after: Annotated[str | None, typer.Option(help="The words directly after it.")] = None,
    occurrence: Annotated[
        int | None, typer.Option(min=1, help="Which of several like passages, from 1.")
    ] = None,
    evidence_url: Annotated[list[str] | None, typer.Option(help="An address that bears it out.")] = None,
    evidence_claim: Annotated[list[str] | None, typer.Option(help="Another claim that bears it out.")] = None,
    by: By = None,
    form: FormatOption = "table",
) -> None:
    """Record a verdict on a claim: the rating, who gave it, when and why, and the evidence.

    Evidence may be given several times. What is recorded already is not recorded again.

    Example: claimsdb claim review 12 --rating "Mostly false" --date 2020-03
    """
    place = {"before": before, "after": after, "occurrence": occurrence}
    evidence = [
        *_quotes(evidence_quote or [], article or [], {key: each for key, each in place.items() if each}),
        *({"url": each} for each in evidence_url or []),
        *({"claim": each} for each in evidence_claim or []),
    ]
    notes: list[str] = []
    with database(context) as db:
        row = db.review_claim(
            claim,
            rating=rating,
            value=value,
            worst=worst,
            best=best,
            rationale=why,
            date=date,
            reviewer=reviewer,
            url=url,
            evidence=evidence,
            by=by or login(),
            told=notes.append,
        )
    _show_reviews([row], form)
    for each in notes:
        tell(f"Note: {each}.")


def unreview(
    context: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", min=1, help="The number that `claim reviews` lists.")
    ],
    form: FormatOption = "table",
) -> None:
    """Take a verdict away that was recorded by hand; one that stands in a file is taken out there.

    Example: claimsdb claim unreview 1
    """
    with database(context) as db:
        row = db.unreview_claim(number)
    _show_reviews([row], form)


def reviews(
    context: typer.Context,
    claim: Annotated[
        str | None,
        typer.Argument(metavar="[CLAIM]", help="Only those of one claim: number, KEY or FILE#KEY."),
    ] = None,
    form: FormatOption = "table",
    limit: LimitOption = None,
) -> None:
    """List the verdicts on claims, with who gave them, when and why, and the evidence.

    Passages that a new version has in other words are reviewed by `claimsdb review`.

    Example: claimsdb claim reviews 12
    """
    with database(context) as db:
        rows = db.claim_reviews(claim, limit=rows_wanted(form, limit))
    _show_reviews(rows, form, limit)


def _quotes(quotes: list[str], articles: list[str], place: "dict[str, Plain]") -> "list[Mapping[str, Plain]]":
    from claimsdb.errors.cli import OnlyWithError

    if len(quotes) != 1 and place:
        raise OnlyWithError(f"--{next(iter(place))}", "exactly one --evidence-quote")
    if len(articles) > max(len(quotes), 1) or (articles and not quotes):
        raise OnlyWithError("--article", "an --evidence-quote that stands in it")
    if 1 < len(articles) < len(quotes):
        raise OnlyWithError("more than one --article", "one for each --evidence-quote")
    named = articles if len(articles) == len(quotes) else [*articles, None][:1] * len(quotes)
    return [{"quote": quote, "article": each, **place} for quote, each in zip(quotes, named, strict=True)]


def _show_relation(row: "ClaimRelationRow", form: FormatOption) -> None:
    from claimsdb.cli.verdicts import RELATION_COLUMNS
    from claimsdb.records.relations import ClaimRelationRow

    show_rows([row], form, columns=RELATION_COLUMNS, shape=ClaimRelationRow)


def _show_reviews(rows: "list[ClaimReviewRow]", form: FormatOption, limit: int | None = None) -> None:
    from claimsdb.cli.verdicts import REVIEW_COLUMNS
    from claimsdb.records.claim_reviews import ClaimReviewRow

    show_rows(rows, form, columns=REVIEW_COLUMNS, shape=ClaimReviewRow, limit=limit)


def add_commands(_app: typer.Typer) -> None:
    """Add this file's commands to the group of those on one claim."""
    for command in (relate, unrelate, review, unreview, reviews):
        group.command()(command)
