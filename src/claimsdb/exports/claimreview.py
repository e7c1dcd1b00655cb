"""Reviewed claims with their reviews, in the words of schema.org."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from claimsdb.exports.one_file import one_file
from claimsdb.formats.claimreview.claim_review import BEGINNING, write_graph, write_lines
from claimsdb.queries.told_claims import told_claims
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from claimsdb.records.told_claims import ToldClaim


def export_claim_reviews(
    connection: Connection, target: Path, *, all_claims: bool, lines: bool
) -> ExportReport:
    """Write a ``ClaimReview`` for each review: one document, or one a line; memory is constant.

    Claims that are evidence, or ``all_claims``, are written without a review too.

    Raises:
        FileInTheWayError: another file lies there.
        CannotWriteError: the system refuses.
    """
    counts = {"reviews": 0, "claims": 0}

    def counted(claims: Iterable[ToldClaim]) -> Iterator[ToldClaim]:
        for claim in claims:
            counts["claims"] += 1
            counts["reviews"] += len(claim.reviews)
            yield claim

    write = write_lines if lines else write_graph
    with one_file(target, (BEGINNING.encode(),)) as stream:
        stream.writelines(write(counted(told_claims(connection, everything=all_claims))))
    return ExportReport(os.path.realpath(target), tuple(counts.items()))
