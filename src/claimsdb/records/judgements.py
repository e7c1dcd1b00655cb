"""What people judged of actors: the rows that ``actor judgements`` lists, and what stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One judgement: ``add``, ``merge``, ``split``, ``distinct``, ``edit``, or the ``undo`` of one.

    ``actor`` and ``other`` are called as they were then; an id is None where that actor is no more.
    ``changes`` are what an edit changed, ``statements`` and ``claims`` those in which a split means the
    new actor. ``undone_by`` is the number of the judgement that took it back; None: it stands. ``note``
    says what else came of it, just after it was judged.
    """

    judgement_id: int
    judgement: str
    actor_id: int | None
    actor: str
    other_id: int | None
    other: str | None
    why: str | None
    by: str | None
    judged_at: str
    undoes: int | None
    undone_by: int | None
    changes: tuple[str, ...]
    statements: tuple[int, ...]
    claims: tuple[int, ...]
    note: str | None = None

    def __str__(self) -> str:
        """Write the judgement on a line, for formats that have no room for more."""
        other = f" / {self.other}" if self.other else ""
        why = f": {self.why}" if self.why else ""
        return f"{self.judgement_id} {self.judgement} {self.actor}{other} by {self.by or 'unknown'}{why}"


@dataclass(frozen=True, slots=True)
class MergedActor:
    """An actor that another stands for, with the name it is recorded under."""

    actor_id: int
    name: str

    def __str__(self) -> str:
        """Write the actor on a line."""
        return f"{self.actor_id} {self.name}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement on two actors, or more exactly on two rows of actors, that stands."""

    id: int
    judgement: str
    actor_id: int
    other_id: int
    why: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is judged, and by whom (a person's name); None: not told.

    ``anyway``: though somebody else bears one of the names.
    """

    why: str | None = None
    by: str | None = None
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class SplitParts:
    """In which statements, and claims by number or key, a split means the new actor."""

    statements: tuple[int, ...] = ()
    claims: tuple[str, ...] = ()
