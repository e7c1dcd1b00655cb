"""The fields of spreadsheets of articles and of claims, and the annotation records that their rows make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimsdb.formats.marks import Plain

    Cells = Mapping[str, str]

ARTICLE_FIELDS: Final = {
    "id": ("article id", "key"),
    "text": ("body", "content", "full text", "article text"),
    "file": ("text file", "filename", "path"),
    "title": ("headline", "heading"),
    "outlet": ("publisher", "newspaper", "publication", "medium"),
    "published": ("date", "publication date", "date published"),
    "authors": ("author", "byline"),
    "language": ("lang",),
    "url": ("link", "address", "web address"),
    "media_type": (),
}
CLAIM_FIELDS: Final = {
    "article": ("article id", "document", "file"),
    "claim": ("proposition", "sentence"),
    "quote": ("passage", "excerpt"),
    "before": (),
    "after": (),
    "occurrence": (),
    "key": ("claim id",),
    "kind": ("claim type", "type"),
    "when": ("event date",),
    "status": (),
    "about": ("subject", "subjects"),
    "object": ("objects",),
    "speakers": ("speaker", "said by"),
    "unnamed": ("unnamed speaker",),
    "topics": ("topic", "label", "labels", "code", "codes"),
    "stance": (),
    "quotation": (),
    "said": ("date said",),
}
"""Every field with the further names that its column may bear."""

OF_ARTICLE: Final = ("title", "outlet", "published", "language", "url", "media_type")
OF_CLAIM: Final = (
    *("claim", "quote", "before", "after", "key", "kind", "when", "status", "stance", "quotation", "said"),
)


def article_record(cells: Cells) -> dict[str, Plain]:
    """Return the record of an article, as a line of JSON Lines would hold it."""
    article: dict[str, Plain] = {each: cells[each] for each in OF_ARTICLE if each in cells}
    if "authors" in cells:
        article["authors"] = _values(cells, "authors")
    return {"article": article, **({"text": cells["text"]} if "text" in cells else {})}


def claim_record(cells: Cells) -> dict[str, Plain]:
    """Return the record of a claim, as an annotation file would hold it; subjects come before objects."""
    claim: dict[str, Plain] = {each: cells[each] for each in OF_CLAIM if each in cells}
    if "occurrence" in cells:
        number = cells["occurrence"].strip()
        claim["occurrence"] = int(number) if number.isascii() and number.isdigit() else number
    claim["about"] = [*_values(cells, "about"), *_values(cells, "object", role="object")]
    claim["speakers"] = [*_values(cells, "speakers"), *_values(cells, "unnamed", role="unnamed")]
    claim["topics"] = _values(cells, "topics")
    return {"claims": [claim]}


def _values(cells: Cells, field: str, role: str | None = None) -> list[Plain]:
    """Return the values of a cell, with ``;`` between them, each under its role if it has one."""
    values = (value.strip() for value in cells.get(field, "").split(";"))
    return [value if role is None else {role: value} for value in values if value]


def called(cells: Cells) -> list[str]:
    """Return what claims may call an article by."""
    names = (cells[each] for each in ("id", "file", "title", "url") if each in cells)
    return [" ".join(name.split()) for name in names]
