"""The XML of a REFI-QDA project or code book → records, one at a time, in the order of the file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.qda import CodeNameError, MissingAttributeError
from claimsdb.formats.refi_qda.elements import Elements
from claimsdb.records.place import Place, Problem
from claimsdb.records.qda import QdaCode, QdaLost, QdaMemo, QdaSelection, QdaSource, QdaUser, QdaVariable
from claimsdb.text.one_line import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.formats.refi_qda.elements import Element
    from claimsdb.records.qda import QdaItem

LOST: Final = {
    "Case": "cases",
    "PictureSource": "pictures",
    "AudioSource": "sound recordings",
    "VideoSource": "films",
    "Link": "links between codes, notes and selections",
    "Set": "sets of codes and sources",
    "Graph": "graphs",
}
KEPT: Final = ("User", "Code", "Variable", "TextSource", "PDFSource", "Note")
"""What no name of ours holds."""
WITHIN_PDF: Final = "selections of areas of PDF pages"


class QdaReading:
    """Reads one document; ``origin`` is the program that wrote it, once reading has begun."""

    def __init__(self, called: str) -> None:
        makers = {"PlainTextSelection": _selection}
        self._called = called
        self._elements = Elements(called, (*KEPT, *LOST), makers)

    @property
    def origin(self) -> str:
        """Return the name of the program that wrote the document."""
        root = self._elements.root
        return (root.get("origin") if root else None) or ""

    def read(self, chunks: Iterable[bytes]) -> Iterator[QdaItem]:
        """Yield what a document says.

        Raises:
            ClaimsDBError: it is no REFI-QDA, or an element lacks what the others point at.
        """
        for element in self._elements.read(chunks):
            try:
                yield from _items(element)
            except (CodeNameError, MissingAttributeError) as reason:
                place = Place(self._called, element.line)
                raise AnnotationRefusedError([Problem(place, reason.sentence)]) from reason


def _items(element: Element) -> Iterator[QdaItem]:
    match element.tag:
        case "User":
            yield QdaUser(_guid(element), element.get("name"), element.get("id"))
        case "Code":
            yield from _codes(element, ())
        case "Variable":
            yield QdaVariable(_guid(element), " ".join((element.get("name") or "").split()))
        case "Note":
            yield _memo(element)
            if element.made:
                yield QdaLost("selections of notes", len(element.made))
        case "TextSource":
            yield _source(element, element)
            yield from _lost_within(element)
        case "PDFSource":
            yield from _pdf(element)
        case other:
            guid = element.get("guid") if other == "Case" else None
            yield QdaLost(LOST[other], guid=plain_guid(guid) if guid else None)


def _guid(element: Element) -> str:
    guid = element.get("guid")
    if guid is None:
        raise MissingAttributeError(element.tag, "guid")
    return plain_guid(guid)


def plain_guid(guid: str) -> str:
    """Return a GUID in the form that all are compared in."""
    return guid.strip().strip("{}").casefold()


def _target(element: Element | None) -> str | None:
    # «MemberCode guid» and «CodeRef targetGUID»: programs write both
    named = element and (element.get("targetGUID") or element.get("guid"))
    return plain_guid(named) if named else None


def _codes(element: Element, above: tuple[str, ...]) -> Iterator[QdaCode]:
    name = " ".join(element.attributes.get("name", "").split())
    if not name or CONTROL.search(name):
        raise CodeNameError(name)
    names = (*above, name)
    description = element.child("Description")
    has_more = bool(description and description.text.strip()) or element.child("NoteRef") is not None
    yield QdaCode(_guid(element), names, element.line, has_more)
    for child in element.children:
        if child.tag == "Code":
            yield from _codes(child, names)


def _memo(element: Element) -> QdaMemo:
    content = element.child("PlainTextContent")
    return QdaMemo(_guid(element), element.get("plainTextPath"), None if content is None else content.text)


def _pdf(element: Element) -> Iterator[QdaItem]:
    areas = sum(child.tag == "PDFSelection" for child in element.children)
    if areas:
        yield QdaLost(WITHIN_PDF, areas)
    yield from _lost_within(element)
    text = element.child("Representation")
    if text is None:
        yield QdaLost("PDF documents without their text")
        return
    yield _source(element, text)
    yield from _lost_within(text)


def _source(described: Element, text: Element) -> QdaSource:
    content = text.child("PlainTextContent")
    guid = described.get("guid")
    selections = tuple(each for each in text.made if isinstance(each, QdaSelection))
    return QdaSource(
        plain_guid(guid) if guid else None,
        described.get("name"),
        text.get("plainTextPath"),
        None if content is None else content.text,
        selections,
        tuple(_values(described)),
        text.line,
    )


def _values(element: Element) -> Iterator[tuple[str, str]]:
    for child in element.children:
        if child.tag == "VariableValue":
            variable = _target(child.child("VariableRef"))
            value = next((each for each in child.children if each.tag.endswith("Value")), None)
            if variable and value is not None and value.text.strip():
                yield variable, value.text.strip()


def _lost_within(element: Element) -> Iterator[QdaLost]:
    told = {
        "Description": "descriptions of sources",
        "Coding": "codings of whole sources",
        "NoteRef": "notes on whole sources",
    }
    counted = Counter(child.tag for child in element.children if child.tag in told)
    description = element.child("Description")
    if description is not None and not description.text.strip():
        del counted["Description"]
    yield from (QdaLost(told[tag], count) for tag, count in counted.items())


def _selection(element: Element) -> QdaSelection:
    description = element.child("Description")
    user = element.get("creatingUser") or element.get("modifyingUser")
    codings = (
        (_target(each.child("CodeRef")), plain_guid(by) if (by := each.get("creatingUser")) else None)
        for each in element.children
        if each.tag == "Coding"
    )
    guid = element.get("guid")
    return QdaSelection(
        plain_guid(guid) if guid else None,
        element.get("startPosition"),
        element.get("endPosition"),
        element.attributes.get("name", ""),
        plain_guid(user) if user else None,
        "" if description is None else description.text,
        tuple(codings),
        tuple(_target(each) for each in element.children if each.tag == "NoteRef"),
        element.line,
    )
