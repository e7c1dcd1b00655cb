"""The base of every failure that a user can be told about."""

from __future__ import annotations

from typing import Any, ClassVar


class ClaimsDBError(Exception):
    """A failure with a sentence for the user: what, where, and the next thing to type.

    Each subclass takes the facts of its failure and writes the sentence itself.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it come from another process, though each subclass is made of other facts."""
        return _as_it_was, (type(self), self.sentence, vars(self))


def _as_it_was(kind: type[ClaimsDBError], sentence: str, facts: dict[str, Any]) -> ClaimsDBError:
    failure = kind.__new__(kind, sentence)
    vars(failure).update(facts)
    return failure
