"""Failures of reading standoff files of brat. The caller adds the file and the line."""

from __future__ import annotations

from typing import Final

from claimsdb.errors.anchoring import shorten
from claimsdb.errors.base import ClaimsDBError

_CHECK: Final = (
    "check that it is the text that was annotated; offsets count Unicode code points from 0, each of CR and "
    "LF as one."
)


class NotBratLineError(ClaimsDBError):
    """A line that is of no kind that brat writes."""

    def __init__(self, line: str) -> None:
        super().__init__(
            f"«{shorten(line, 60)}» is no line of brat: one begins with T, E, R, A, M, N or # and a "
            "number, or with *, and a tab. Mend it, or take it out."
        )


class BratLineError(ClaimsDBError):
    """A line that is not written as its kind is."""

    def __init__(self, line: str, wanted: str) -> None:
        super().__init__(
            f"«{shorten(line, 60)}» is not written as brat does: {wanted}, with a tab at each |. Mend it."
        )


class BratIdTwiceError(ClaimsDBError):
    """Two lines of one id."""

    def __init__(self, given: str, first: int) -> None:
        super().__init__(f"{given} stands in line {first} already: give this line a number of its own.")


class BratIdMissingError(ClaimsDBError):
    """A line that leads to one that is not there, or that is refused."""

    def __init__(self, given: str, other: str, refused_at: int | None) -> None:
        why = f"is refused (line {refused_at})" if refused_at is not None else "is not in the file"
        super().__init__(f"{given} leads to {other}, which {why}: mend that line, or take this one out.")


class BratTriggerError(ClaimsDBError):
    """An event whose trigger is no words of the text."""

    def __init__(self, given: str, trigger: str) -> None:
        super().__init__(f"{given} has {trigger} as its trigger, which must be a line T: mend it.")


class BratCircleError(ClaimsDBError):
    """An event that contains itself, or leads to one that does."""

    def __init__(self, given: str) -> None:
        super().__init__(f"The roles of {given} lead from event to event in a circle: take one of them out.")


class BratDeepError(ClaimsDBError):
    """An attribution within more others than anybody means."""

    def __init__(self, given: str, most: int) -> None:
        super().__init__(
            f"{given} lies within more than {most} other attributions: take it out of some of them."
        )


class BratSpanError(ClaimsDBError):
    """Offsets that are no place in the text."""

    def __init__(self, given: str, start: int, end: int, length: int) -> None:
        super().__init__(
            f"{given} is to stand at {start}–{end}, and the text has {length:,} characters: {_CHECK}"
        )


class BratWordsError(ClaimsDBError):
    """Words that are not those of the text at their place."""

    def __init__(self, given: str, words: str, found: str) -> None:
        super().__init__(
            f'{given} has the words "{shorten(words, 60)}", and at its place the text has '
            f'"{shorten(found, 60)}": {_CHECK}'
        )


class BratTextMissingError(ClaimsDBError):
    """A standoff file without its text."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: its text is not there. Put NAME.txt beside NAME.ann or NAME.ANNOTATOR.ann, "
            "or in a folder beside theirs."
        )


class NoBratFolderError(ClaimsDBError):
    """A folder without standoff files, or no folder at all."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: this is no folder of brat: one holds texts NAME.txt, each with its NAME.ann."
        )


class BratAnnotatorError(ClaimsDBError):
    """A configuration whose first line should say whose a folder is, and does not."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f'{path}: its first line begins with «# claimsdb» and must go on as {{"annotator": "NAME"}}. '
            "Mend it, or take it out."
        )
