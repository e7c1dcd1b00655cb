"""An item of CSL-JSON, as Zotero, Better BibTeX and Mendeley write it → what it says of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.formats.bibliography.csl_dates import UnreadableDateError, edtf_of
from claimsdb.formats.bibliography.csl_names import names_in
from claimsdb.formats.bibliography.references import DOI_AT, doi_of, item_note, tag_of
from claimsdb.formats.json_fields import mapping, refusal, words
from claimsdb.formats.wording import shown

if TYPE_CHECKING:
    from claimsdb.formats.marks import Node, Plain
    from claimsdb.records.references import ItemNote


def csl_note(item: Node) -> ItemNote:
    """Return what an item says.

    Raises:
        AnnotationRefusedError: a field is of another type than CSL has it, or can be none of an article.
        NothingInItemError: it says nothing that is kept.
    """
    mapping(item)
    notes: list[str] = []
    container, doi = words(item, "container-title"), doi_of(words(item, "DOI"))
    article: dict[str, Plain] = {
        "title": _line(words(item, "title")),
        "outlet": _line(container) or _line(words(item, "publisher")),
        "published": _published(item, notes),
        "authors": [*_authors(item, is_whole=not _line(container))],
        "language": tag_of(words(item, "language"), notes),
        "url": _line(words(item, "URL")) or (f"{DOI_AT}{doi}" if doi else None),
    }
    keys = [_key(item, each) for each in ("id", "citation-key", "citekey")]
    called = [*filter(None, keys), *([doi] if doi else [])]
    return item_note(item.place, next(filter(None, keys), None), article, called, notes)


def _published(item: Node, notes: list[str]) -> str | None:
    date = item.get("issued")
    try:
        return edtf_of(date.value if date is not None else None, words(item, "note") or "")
    except UnreadableDateError as met:
        notes.append(f"the date {met} cannot be read, and stays unknown")
        return None


def _authors(item: Node, *, is_whole: bool) -> list[str]:
    """Return the authors; of what stands in no other work, and has none, the editors."""
    authors, editors = names_in(item, "author"), names_in(item, "editor")
    return authors or (editors if is_whole else [])


def _key(item: Node, name: str) -> str | None:
    found = item.get(name)
    if found is None:
        return None
    if isinstance(found.value, bool | float) or not isinstance(found.value, str | int):
        raise refusal(found, f"{shown(found.value)} is no id")
    return str(found.value)


def _line(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
