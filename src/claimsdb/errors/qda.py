"""Failures of reading and writing REFI-QDA projects (.qdpx) and code books (.qdc)."""

from __future__ import annotations

from claimsdb.errors.base import ClaimsDBError

PROGRAMS = "as QualCoder, ATLAS.ti, MAXQDA, NVivo or Taguette write them"


class NotRefiError(ClaimsDBError):
    """The file is no project and no code book."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path}: {reason}. Name a REFI-QDA project (.qdpx) or code book (.qdc), {PROGRAMS}."
        )


class BrokenProjectError(ClaimsDBError):
    """The ZIP of a project is damaged, or made to do harm."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path}: {what}. Nothing was kept. Export the project again from its program.")


class DoctypeError(ClaimsDBError):
    """A document type, by which XML can be made to grow without end, or to read other files."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__(
            f"{path}:{line}: there is a DOCTYPE, which REFI-QDA has no use for and which can do harm. "
            "Take the line out, or export the project again from its program."
        )


class NotXMLError(ClaimsDBError):
    """The XML breaks off or is none."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(
            f"{path}:{line}: this is no XML ({reason}). Export the project again from its program."
        )


class TooMuchXMLError(ClaimsDBError):
    """An element with more in it than any program writes."""

    def __init__(self, path: str, line: int, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}. Split the project in its program, and export the parts.")


class MissingAttributeError(ClaimsDBError):
    """An attribute without which an element means nothing."""

    def __init__(self, element: str, attribute: str) -> None:
        super().__init__(
            f"The {element} has no {attribute}: export the project again from its program, or give it one."
        )


class GuidTwiceError(ClaimsDBError):
    """A GUID that several elements have."""

    def __init__(self, element: str, guid: str) -> None:
        super().__init__(
            f"Two elements {element} have the GUID {guid[:60]}, so that nobody can tell which one is meant: "
            "export the project again from its program."
        )


class UnknownCodeError(ClaimsDBError):
    """A coding by a code that the code book does not have."""

    def __init__(self, guid: str | None) -> None:
        named = f"the code {guid[:60]}, which the code book does not have" if guid else "no code"
        super().__init__(f"The selection is coded by {named}: code it anew in its program.")


class CodeNameError(ClaimsDBError):
    """A code that cannot be called as it is."""

    def __init__(self, name: str) -> None:
        shown = "blank" if not name.strip() else f"«{name.strip()[:60]!a}», which holds a control character"
        super().__init__(f"The name of a code is {shown}: give it another one in its program.")


class SourceTextError(ClaimsDBError):
    """A source whose text cannot be had."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Its text cannot be had: {reason}. Export the project again with its texts inside.")


class SelectionSpanError(ClaimsDBError):
    """A selection that is no part of its text."""

    def __init__(self, start: str | None, end: str | None, length: int, reason: str) -> None:
        shown = f"{'?' if start is None else start[:20]}–{'?' if end is None else end[:20]}"
        super().__init__(
            f"The selection {shown} {reason} (the text has {length:,} characters): mark it anew in its "
            "program."
        )


class PositionsUncertainError(ClaimsDBError):
    """Nothing tells what the positions of a project count."""

    def __init__(self, path: str, text: str, selection: str) -> None:
        super().__init__(
            f"{path}: what positions count is not certain: nothing proves whether a character such as an "
            f"emoji counts as one or two, or a line end CR LF as one or two, and it matters in «{text}», "
            f"selection {selection}. Say it: --positions code-points or --positions utf-16, with "
            "--short-line-ends if CR LF counts as one."
        )


class PositionsContradictedError(ClaimsDBError):
    """Positions that were said to count something else than they do."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: its selections do not fit what --positions and --short-line-ends say: the words that "
            "they name stand elsewhere. Leave the options out, so that it is found out."
        )


class OtherWordsError(ClaimsDBError):
    """A selection that claimsdb wrote, and whose words do not stand at its place."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            f"The selection names the words «{name[:60]}», and at its place stands «{found[:60]}»: the text "
            "or the positions were changed. Export it again."
        )


class DescriptionError(ClaimsDBError):
    """A line of a description that claimsdb wrote and somebody changed."""

    def __init__(self, line: str) -> None:
        super().__init__(
            f"The description has the line «{line[:80]}», which is none of claimsdb's: mend it, or take out "
            "all from [claimsdb] on, and the first lines alone count."
        )


class PartMissingError(ClaimsDBError):
    """A statement in several parts, of which some are gone."""

    def __init__(self, part: int, parts: int) -> None:
        super().__init__(
            f"This is part {part} of {parts} of a statement, and other parts of it are not there: mark them "
            "anew, or take the line «part: …» out of its description."
        )


class EmptyCodeBookError(ClaimsDBError):
    """A code book without a code, which the standard does not allow."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"There are no topics, and a code book cannot be empty: {target} was not written. "
            "`claimsdb topics` lists topics."
        )


class QdaEndingError(ClaimsDBError):
    """A name that tells neither project nor code book."""

    exit_code = 2

    def __init__(self, target: str) -> None:
        super().__init__(f"{target}: end the name with .qdpx for a project, or with .qdc for its code book.")


class ProjectTooLargeError(ClaimsDBError):
    """More than the standard allows in one file."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The project would be larger than the {limit:,} bytes that REFI-QDA allows: it was not written. "
            "Use `claimsdb export archive`, or split the database."
        )
