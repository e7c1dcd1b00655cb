"""Failures of reading annotations of other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence


class NothingThereError(ClaimsDBError):
    """A position without a quote at which the text has no words."""

    def __init__(self, start: int, end: int, unit: str) -> None:
        super().__init__(
            f"The annotation has no quote, and the text has no words at [{start}, {end}), counted in {unit}. "
            "Check that the text is the one that was annotated."
        )


class OtherTextError(ClaimsDBError):
    """A position without a quote, in another text than the one that was annotated."""

    def __init__(self) -> None:
        super().__init__(
            "The annotation has no quote, and the text is another than the one that was annotated: its "
            "SHA-256 differs. Load the wording that was annotated, or give the annotation a quote."
        )


class NoSuchTextError(ClaimsDBError):
    """Annotations of a text that is nowhere."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"No article is at {source} or has that text. Load it first, or give the folder that its text "
            "lies in with --texts."
        )


class SeveralTextsFitError(ClaimsDBError):
    """Annotations of a text that several articles have; ``candidates`` are (number, name)."""

    def __init__(self, source: str, candidates: Sequence[tuple[int, str | None]]) -> None:
        listed = "; ".join(f"{number} {name or 'untitled'}" for number, name in candidates)
        super().__init__(
            f"The text {source} can be any of these articles: {listed}. Give the one meant its web address "
            "(`url`) in its annotation file."
        )


class NotJSONError(ClaimsDBError):
    """A file that is no JSON, told with what was met."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: the file is not JSON from here on ({reason}).")


class NoAnnotationsError(ClaimsDBError):
    """A JSON file without a single annotation."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file}: there is no annotation in it. Check that it is the file that was exported."
        )


class NotUTF8Error(ClaimsDBError):
    """A JSON file in another encoding (RFC 8259 wants UTF-8)."""

    def __init__(self, file: str, offset: int) -> None:
        super().__init__(
            f"{file}: byte {offset + 1} is not UTF-8, which JSON must be. Save the file as UTF-8."
        )


class KeyTwiceError(ClaimsDBError):
    """Two claims of one file that are called by one key."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"«{key}» is the key of another claim of the same file: give each claim a key of its own."
        )


class KeyToldOtherwiseError(ClaimsDBError):
    """Two rows of one key that tell different claims; ``first`` is the line of the other one."""

    def __init__(self, key: str, first: int) -> None:
        super().__init__(
            f"«{key}» is the key of the claim of line {first}, of which this row says something else: "
            "write the same claim, kind, when, status, about and topics in each of its rows, or another key "
            "here."
        )
