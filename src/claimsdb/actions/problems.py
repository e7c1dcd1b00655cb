"""The faults of one annotation, gathered so that all can be told at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from claimsdb.errors.actions import AmbiguousNameError, RelationPendingError, UnknownRelationTargetError
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.records.place import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.records.place import Place


class Problems:
    """What does not hold in an annotation. Work goes on past a problem, but nothing of it may be kept."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._names: set[str] = set()
        self._pending = False

    @contextmanager
    def at(self, place: Place, called: str = "") -> Iterator[None]:
        """Gather a failure of the block as a problem at a place, of something ``called`` so."""
        try:
            yield
        except AmbiguousNameError as fault:
            # A name is told where it first occurs: it may stand in every claim of the file.
            if fault.sentence not in self._names:
                self._names.add(fault.sentence)
                self._found.append(Problem(place, fault.sentence))
        except ClaimsDBError as fault:
            self._pending |= isinstance(fault, UnknownRelationTargetError)
            self._found.append(Problem(place, called + fault.sentence))

    def refuse(self) -> None:
        """Stop here if there is any.

        Raises:
            RelationPendingError: a file that is loaded later may have the claim that a relation names.
            AnnotationRefusedError: anything else does not hold.
        """
        if self._found:
            raise (RelationPendingError if self._pending else AnnotationRefusedError)(self._found)
