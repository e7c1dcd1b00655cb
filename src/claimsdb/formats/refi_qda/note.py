"""The description of a selection: a claim's sentence, and below a mark what is recorded beside it, in lines.

Every program shows descriptions (as comment or memo), and no name holds a line end, so that people can read
them, and this file too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from claimsdb.errors.qda import DescriptionError
from claimsdb.records.qda import QdaNote, QdaSpeaker

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK: Final = "[claimsdb]"
PLAIN: Final = ("stance", "quotation", "said", "when", "kind", "status")
ROLES: Final = ("subject", "object", "other")
_EXTENT: Final = re.compile(r"(\d{1,9})-(\d{1,9})(?: «(.*)»)?")
_PART: Final = re.compile(r"(\d{1,6}) of (\d{1,6})")


def write_note(note: QdaNote) -> str:
    """Return a note as a description."""
    return "\n".join((note.claim, "", MARK, *_lines(note)))


def _lines(note: QdaNote) -> Iterator[str]:
    for name in PLAIN[:3]:
        if (value := getattr(note, name)) is not None:
            yield f"{name}: {value}"
    for speaker in note.speakers:
        yield f"speaker: {speaker.name}" if speaker.label is None else f"unnamed speaker: {speaker.label}"
        for name, extent in (("named at", speaker.source), ("said at", speaker.cue)):
            if extent is not None:
                shown = " ".join(extent[2].split())
                yield f"{name}: {extent[0]}-{extent[1]} «{shown}»"
        if speaker.quotation is not None:
            yield f"quotes: {speaker.quotation}"
    yield from (f"{role}: {name}" for role, name in note.about)
    for name in PLAIN[3:]:
        if (value := getattr(note, name)) is not None:
            yield f"{name}: {value}"
    if note.parts > 1:
        yield f"part: {note.part} of {note.parts}"


def read_note(description: str) -> QdaNote | None:
    """Read a description, whoever wrote it; None if it says nothing.

    Raises:
        DescriptionError: a line below the mark is none that ``write_note`` writes.
    """
    lines = description.splitlines()
    marks = [number for number, line in enumerate(lines) if line.strip() == MARK]
    above = lines[: marks[0]] if marks else lines
    claim = " ".join(" ".join(above).split())
    if not claim:
        return None
    note = QdaNote(claim)
    for line in lines[marks[0] + 1 :] if marks else ():
        if line.strip():
            note = _with(note, line.strip())
    return note


def _with(note: QdaNote, line: str) -> QdaNote:
    name, _, value = (part.strip() for part in line.partition(":"))
    if not value:
        raise DescriptionError(line)
    if name in PLAIN:
        return replace(note, **{name: value})  # type: ignore[arg-type]
    if name in ROLES:
        return replace(note, about=(*note.about, (name, value)))
    if name in ("speaker", "unnamed speaker"):
        speaker = QdaSpeaker(name=value) if name == "speaker" else QdaSpeaker(label=value)
        return replace(note, speakers=(*note.speakers, speaker))
    if name == "part" and (numbers := _PART.fullmatch(value)):
        return replace(note, part=int(numbers[1]), parts=int(numbers[2]))
    return replace(note, speakers=(*note.speakers[:-1], _told(note, name, value, line)))


def _told(note: QdaNote, name: str, value: str, line: str) -> QdaSpeaker:
    """Return the last speaker with what a line says of it."""
    if not note.speakers:
        raise DescriptionError(line)
    last = note.speakers[-1]
    if name == "quotes":
        return replace(last, quotation=value)
    extent = _EXTENT.fullmatch(value)
    if extent is None or name not in ("named at", "said at"):
        raise DescriptionError(line)
    place = int(extent[1]), int(extent[2]), extent[3] or ""
    return replace(last, source=place) if name == "named at" else replace(last, cue=place)
