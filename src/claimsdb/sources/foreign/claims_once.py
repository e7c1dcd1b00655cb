"""The claims of another program's annotations, which tell a claim anew with each of its statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.records.annotations import ClaimNote


def claims_once(claims: Iterable[ClaimNote]) -> Iterator[ClaimNote]:
    """Yield each claim once, with all its statements, its topics and whom it is about."""
    same: dict[tuple[str, str | None], list[ClaimNote]] = {}
    for claim in claims:
        same.setdefault((claim.claim, claim.when), []).append(claim)
    for several in same.values():
        statements = tuple(each for claim in several for each in claim.statements)
        about = {each.name: each for claim in several for each in claim.about}
        topics = tuple(dict.fromkeys(topic for claim in several for topic in claim.topics))
        yield replace(several[0], statements=statements, about=tuple(about.values()), topics=topics)
