"""Statements → the parts that web annotations and those of Hypothesis share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from claimsdb.formats.named_information import ni_of

if TYPE_CHECKING:
    from claimsdb.formats.marks import Plain
    from claimsdb.records.full_statements import FullStatement, ShownSpan

    Mapping = dict[str, Plain]

FAMILY: Final = UUID("ab1f0c52-9e0b-5ac4-8d4e-6a2b2f0d9c36")
"""What the numbers of our annotations are derived from, with what identifies a statement."""

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^\s<>\"{}|\\^`%\x00-\x1f\x7f]|%[0-9A-Fa-f]{2})+")


def number_of(statement: FullStatement) -> UUID:
    """Return a number that stays with a statement, and that no statement of another database has."""
    return uuid5(FAMILY, f"{statement.text_sha256} {statement.statement_id} {statement.recorded_at}")


def source_of(statement: FullStatement) -> str:
    """Return the web address of the article, or, where it has none that is one, the name of its text."""
    url = statement.url
    return url if url is not None and is_iri(url) else ni_of(statement.text_sha256)


def is_iri(url: str) -> bool:
    """Tell whether an address is an absolute IRI that may stand in JSON-LD as it is."""
    try:
        urlsplit(url)  # an address of IPv6 without its end
    except ValueError:
        return False
    return _IRI.fullmatch(url) is not None


def details_of(statement: FullStatement) -> Mapping:
    """Return what no other tool has a place for; what is unknown is left out."""
    details: dict[str, Plain] = {
        "stance": statement.stance,
        "quotation": statement.quotation,
        "speakers": [
            {"name": name} if label is None else {"unnamed": label} for name, label in statement.speakers
        ],
        "said": statement.said,
        "kind": statement.kind,
        "when": statement.when,
        "status": statement.status,
        "about": [{"name": name, "role": role} for name, role in statement.about],
        "key": statement.key,
        "recordedIn": statement.recorded_in,
    }
    return {name: value for name, value in details.items() if value not in (None, [])}


def quote_selector(shown: ShownSpan) -> Mapping:
    """Return the selector that says the words and what stands beside them."""
    return {
        "type": "TextQuoteSelector",
        "exact": shown.span.quote,
        "prefix": shown.prefix,
        "suffix": shown.suffix,
    }
