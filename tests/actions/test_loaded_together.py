"""Texts whose claims are related to each other are taken in side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database

    Write = Callable[[str, str | bytes], Path]


def test_each_may_name_people_that_are_new(database: Database, write: Write, tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        write(f"in/{one}.txt", f"{one} fell.")
        write(
            f"in/{one}.claims.yaml",
            f"""
            annotator: {one}
            claims:
              - key: k
                claim: {one} fell.
                quote: {one} fell
                relations: [{{supports: {other}.claims.yaml#k, annotator: related {one}}}]
                reviews: [{{rating: "No", reviewer: Ann {one}, annotator: reviewed {one}}}]
            """,
        )
    assert database.load(tmp_path / "in").refused == ()
    by = {review.annotator for row in database.claims() for review in database.claim(row.claim_id).reviews}
    assert by == {"reviewed a", "reviewed b"}
