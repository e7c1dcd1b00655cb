"""``export`` and ``import`` of claims and their reviews in the words of schema.org."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.formats import exporting, importing
from claimsdb.cli.commands.formats.importing import DryRunOption, KeepGoingOption, take_in
from claimsdb.cli.options import FormatOption, database
from claimsdb.cli.output import tell


@exporting.group.command("claimreview")
def export_claimreview(
    context: typer.Context,
    target: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where to write; an earlier export there is replaced.")
    ],
    all_claims: Annotated[
        bool, typer.Option("--all-claims", help="Write claims that nobody reviewed too.")
    ] = False,
    lines: Annotated[bool, typer.Option("--lines", help="Write a document a line.")] = False,
) -> None:
    """Write every review of a claim as a ClaimReview of schema.org (JSON-LD), with where the claim appears.

    Example: claimsdb export claimreview reviews.jsonld
    """
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        export_summary(db.export_claim_reviews(target, all_claims=all_claims, lines=lines))


@importing.group.command("claimreview")
def import_claimreview(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON-LD, a feed, one a line, or a page (HTML).")
    ],
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="DIR", help="Where texts lie that are not in the database."),
    ] = None,
    dry_run: DryRunOption = False,
    keep_going: KeepGoingOption = False,
    form: FormatOption = "table",
) -> None:
    """Take in reviews of claims (ClaimReview of schema.org), by whomever, and claims with their passages.

    A review is of a claim that is in the database, in these words; or the article that its claim appears in
    is there, or in the folder --texts, and has the passage. What has no place here is told at the end.

    Example: claimsdb import claimreview reviews.jsonld --texts articles/
    """
    from claimsdb.sources.foreign.claim_reviews import ClaimReviewFile

    found = ClaimReviewFile(source, texts)
    try:
        take_in(context, found.claims(), form, then=found.reviews, dry_run=dry_run, keep_going=keep_going)
    finally:
        for what, count in found.lost.items():
            if count:
                tell(f"Not kept: {count:,} {what}.")
