"""What formats of bibliographies share: an item → what it says of an article, held to the schema."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from claimsdb.errors.references import NothingInItemError
from claimsdb.formats.annotation_record import read_record
from claimsdb.formats.wording import shown
from claimsdb.records.references import ItemNote
from claimsdb.records.texts import Metadata
from claimsdb.text.page_languages import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.formats.marks import Plain
    from claimsdb.records.place import Place

_DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
DOI_AT: Final = "https://doi.org/"


def item_note(
    place: Place,
    key: str | None,
    article: dict[str, Plain],
    called: Iterable[str],
    notes: Iterable[str] = (),
) -> ItemNote:
    """Return what an item says of an article; ``article`` has fields as an annotation file has them.

    Raises:
        AnnotationRefusedError: a field is none that an annotation file could hold.
        NothingInItemError: it says nothing that is kept.
    """
    known: dict[str, Plain] = {name: value for name, value in article.items() if value}
    metadata = read_record({"article": known}, called=place.file, line=place.line).article.metadata
    if metadata == Metadata(language=metadata.language):
        raise NothingInItemError(key)
    names = dict.fromkeys(name for each in called for name in file_names(each))
    return ItemNote(place, printable(key), metadata, tuple(names), tuple(notes))


def printable(key: str | None) -> str | None:
    """Return an id on one line, without what cannot be seen or stored; None if nothing is left."""
    seen = (letter if letter.isprintable() else " " for letter in key or "")
    return " ".join("".join(seen).split()) or None


def tag_of(language: str | None, notes: list[str]) -> str | None:
    """Return the tag of BCP 47 that a language is given as; what is none is told, and stays unknown."""
    words = (language or "").strip()
    tag = language_tag(words) if words else None
    if words and tag is None:
        notes.append(f"the language {shown(words)} is no tag of BCP 47, such as en, and stays unknown")
    return tag


def doi_of(words: str | None) -> str | None:
    """Return a DOI without what stands before it; None if there is none."""
    found = _DOI.fullmatch((words or "").strip())
    return found[1] if found else None


def file_names(name: str) -> Iterator[str]:
    """Yield what a file may be called that goes by an id, a DOI or the path of an attachment."""
    if not name or len(name) > 1_000:  # noqa: PLR2004 (no name of a file)
        return
    last = PurePosixPath(re.split(r"[/\\]", name.rstrip("/\\"))[-1])
    yield from filter(None, (name, last.name, last.stem))
    if name.startswith("10.") and "/" in name:
        yield from (name.replace("/", mark) for mark in "_-")
