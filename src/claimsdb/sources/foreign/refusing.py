"""What is refused of another program's file, told with its place there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.records.place import Problem
from claimsdb.records.sources import RefusedText

if TYPE_CHECKING:
    from claimsdb.errors.base import ClaimsDBError
    from claimsdb.records.place import Place


def refused_at(place: Place, reason: ClaimsDBError) -> RefusedText:
    """Return the refusal of what stands at a place; problems that have places of their own keep them."""
    if not isinstance(reason, AnnotationRefusedError):
        reason = AnnotationRefusedError([Problem(place, reason.sentence)])
    return RefusedText(str(place), reason)
