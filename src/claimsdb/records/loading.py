"""What became of what was loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimsdb.records.place import Problem

ADDED, UNCHANGED, UPDATED, NEW_VERSION, REFUSED = "added", "unchanged", "updated", "new version", "refused"
FILLED_IN = "filled in"
"""An article of which something was unknown until now."""


@dataclass(frozen=True, slots=True)
class ClaimChanges:
    """What a load did to the statements of one annotation: sentences of the claims touched.

    ``left_out`` are those that the file has no more and that stay until ``--prune``. Where only
    a statement of a claim is gone, ``left_out`` and ``removed`` name its quote too. ``roles`` tell
    in words what became of roles: "added: Kairat Abdrakhmanov, Foreign Minister of Kazakhstan".
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether the load changed anything."""
        return bool(self.added or self.changed or self.removed or self.roles)


@dataclass(frozen=True, slots=True)
class CarriedClaim:
    """What became of a claim's passage in a new version; ``number`` is the one that ``review`` takes.

    ``outcome`` is one of `OUTCOMES`, ``score`` from 0 to 100; ``quote`` are the words as they were,
    ``words`` as they are now; score and words are None where there is no one place. ``role`` is ``content``,
    or ``source`` or ``cue`` for words about a speaker, whose outcome is not the claim's.
    """

    number: int
    claim: str
    outcome: str
    score: float | None
    quote: str
    words: str | None
    review: str | None
    role: str = "content"


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What became of one text: an outcome word, its article, and what to tell the user.

    ``same_text_as`` is the first other article whose newest text is the one that was loaded, if there is one;
    ``is_further_file`` says that its annotation file is a new one, and its article is not.
    """

    name: str
    outcome: str
    article_id: int | None = None
    claims: ClaimChanges = field(default_factory=ClaimChanges)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    carried: tuple[CarriedClaim, ...] = ()
    same_text_as: int | None = None
    is_further_file: bool = False


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of everything that was named."""

    outcomes: tuple[LoadOutcome, ...]

    def count(self, outcome: str) -> int:
        """Return how many texts had the outcome."""
        return sum(1 for each in self.outcomes if each.outcome == outcome)

    @property
    def refused(self) -> tuple[LoadOutcome, ...]:
        """Return those that were refused."""
        return tuple(each for each in self.outcomes if each.outcome == REFUSED)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that ``verify`` found to be untrue: which table and row, and what is wrong."""

    table: str
    row_id: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What ``verify`` looked at and what it found."""

    checked: tuple[tuple[str, int], ...]
    faults: tuple[Fault, ...]
