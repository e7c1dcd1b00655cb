"""The base of every failure that a user can be told about."""

from __future__ import annotations

from typing import ClassVar


class ClaimsDBError(Exception):
    """A failure with a sentence for the user: what, where, and the next thing to type.

    Each subclass takes the facts of its failure and writes the sentence itself.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
