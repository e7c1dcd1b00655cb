"""The claims of another program's annotations, which tell a claim anew with each of its statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimsdb.errors.annotations import KeyToldOtherwiseError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.records.place import Problem

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


def claims_by_key(claims: Iterable[ClaimNote]) -> tuple[ClaimNote, ...]:
    """Return each claim that has a key once, with all its statements; those without one stay as they are.

    Raises:
        AnnotationRefusedError: a key is that of several claims.
    """
    told: dict[str | int, ClaimNote] = {}
    for number, claim in enumerate(claims):
        name = number if claim.key is None else claim.key
        known = told.setdefault(name, claim)
        if known is claim:
            continue
        if _said(known) != _said(claim):
            reason = KeyToldOtherwiseError(str(name), known.place.line or 0)
            raise AnnotationRefusedError([Problem(claim.place, reason.sentence)])
        told[name] = replace(known, statements=known.statements + claim.statements)
    return tuple(told.values())


def _said(claim: ClaimNote) -> tuple[object, ...]:
    about = [(each.name, each.role) for each in claim.about]
    return claim.claim, claim.kind, claim.when, claim.status, about, claim.topics
