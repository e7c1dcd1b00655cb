"""Where a claim of schema.org appears: articles, with the passages quoted, or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.formats.claimreview.fields import WEB, address, day, is_of, line, names, text
from claimsdb.formats.foreign_note import note_of
from claimsdb.formats.json_fields import mapping, offset, refusal, several
from claimsdb.formats.named_information import sha256_in
from claimsdb.records.annotations import AnnotatorNote
from claimsdb.records.foreign_notes import Annotated, Recorded, Selection
from claimsdb.records.texts import Metadata

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from claimsdb.formats.marks import Node, Plain
    from claimsdb.records.foreign_claim_reviews import SoughtClaim
    from claimsdb.records.foreign_notes import ForeignNote

    Mapping = dict[str, Plain]


def annotated(node: Node) -> Annotated | None:
    """Return the text that an address or a node of an article names; None if it names none."""
    if not isinstance(node.value, dict):
        words = node.value.strip() if isinstance(node.value, str) else ""
        return Annotated(words) if words.startswith(WEB) else None
    whole = node.get("isPartOf") if is_of(node, "Quotation") else None
    if whole is not None:
        return annotated(whole)
    name, file = text(node, "claimsdb:text") or "", text(node, "claimsdb:file")
    sha256 = sha256_in(name)
    link = address(node, "url", "@id") or file or (name if sha256 else None)
    return None if link is None else Annotated(link, sha256, file, article=_facts(node, link))


def _facts(node: Node, link: str) -> Metadata:
    publisher = next(iter(names(node, "publisher")), None)
    published = day(text(node, "claimsdb:published", "datePublished"))
    language = text(node, "inLanguage")
    url = link if link.startswith(WEB) else None
    return Metadata(
        line(node, "headline", "name"), publisher, published, tuple(names(node, "author")), language, url
    )


class Appearances:
    """The appearances of a claim, whose ``record`` is as an annotation file has it.

    ``quoted`` are those with a passage, ``guessed`` those in which the claim may stand to the letter.
    """

    def __init__(
        self, record: Mapping, name: str, node: Node, claim: Node | None, sought: SoughtClaim
    ) -> None:
        self._record, self._name, self._node, self._claim = record, name, node, claim
        self._is_ours = sought.is_exact
        self.quoted: list[ForeignNote] = []
        self.guessed: list[ForeignNote] = []

    def read(self, page: Annotated | None, lost: Counter[str]) -> list[str]:
        """Read all of them, and the ``page`` that the review stands in as one; return their addresses."""
        addresses = []
        for node in self._works():
            on = annotated(node)
            if on is None:
                lost["appearances without an address"] += 1
                continue
            addresses.append(on.address)
            quotations = list(_quotations(node))
            for each in quotations:
                self.quoted.append(self._note(each, on, _selections(each)))
            if not (quotations or self._is_ours):
                self._guess(on)
        if page is not None:
            self._guess(page)
        lost["further authors of a claim"] += max(len(names(self._claim, "author")) - 1, 0) * (
            not self._is_ours
        )
        return list(dict.fromkeys(addresses))

    def _works(self) -> Iterator[Node]:
        if self._claim is None:
            return
        if not is_of(self._claim, "Claim") and address(self._claim, "url", "@id"):
            yield self._claim  # of old, what was reviewed was the work that the claim stands in
        for key in ("appearance", "firstAppearance"):
            yield from several(self._claim, key)

    def _guess(self, on: Annotated) -> None:
        sentence = self._record["claim"]
        assert isinstance(sentence, str)
        self.guessed.append(self._note(None, on, [Selection(sentence)]))

    def _note(self, quotation: Node | None, on: Annotated, parts: Sequence[Selection]) -> ForeignNote:
        annotator = quotation.get("claimsdb:annotator") if quotation is not None else None
        recorded = Recorded(
            self._name,
            annotator_of(mapping(annotator)) if annotator is not None else None,
            text(quotation, "claimsdb:recordedIn"),
        )
        record = self._record | self._statement(quotation)
        return note_of(record, parts, on, recorded, self._node.place)

    def _statement(self, quotation: Node | None) -> Mapping:
        """Return who says it and how; by others, it is whoever is quoted, or else who made the claim."""
        stance = text(quotation, "claimsdb:stance")
        if quotation is not None and stance is not None:
            fields = ("quotation", "said", "key")
            said: Mapping = {
                name: value for name in fields if (value := text(quotation, f"claimsdb:{name}")) is not None
            }
            speakers: list[Plain] = [_speaker(each) for each in several(quotation, "claimsdb:speakers")]
            return {"stance": stance, "speakers": speakers, **said}
        speaking = names(quotation, "spokenByCharacter") or names(self._claim, "author")
        when = day(text(self._claim, "datePublished")) if self._claim is not None else None
        return {"stance": "asserts", "speakers": list(speaking[:1]), **({"said": when} if when else {})}


def annotator_of(node: Node) -> AnnotatorNote:
    """Return who recorded something.

    Raises:
        AnnotationRefusedError: it has no name.
    """
    name = line(node, "name")
    if name is None:
        raise refusal(node, "«name» is missing")
    is_program = is_of(node, "SoftwareApplication")
    version = text(node, "softwareVersion") if is_program else None
    return AnnotatorNote(name, "program" if is_program else "person", version)


def _quotations(node: Node) -> Iterator[Node]:
    """Yield the nodes that give the words of a work: its parts, or the work itself."""
    if not isinstance(node.value, dict):
        return
    parts = [each for each in several(node, "hasPart") if text(each, "text")]
    yield from parts or ([node] if text(node, "text") and not is_of(node, "Claim") else ())


def _selections(quotation: Node) -> list[Selection]:
    given = several(quotation, "claimsdb:passages")
    if not given:
        return [Selection(text(quotation, "text"))]
    return [
        Selection(
            text(each, "claimsdb:exact"),
            text(each, "claimsdb:prefix"),
            text(each, "claimsdb:suffix"),
            offset(each, "claimsdb:start"),
            offset(each, "claimsdb:end"),
        )
        for each in given
    ]


def _speaker(node: Node) -> Plain:
    unnamed = text(node, "claimsdb:unnamed")
    return {"unnamed": unnamed} if unnamed is not None else line(node, "name")
