"""What https://schema.org says that the properties of the types we write may be."""

from __future__ import annotations

import re
from typing import Any, Final

TEXT: Final = "Text"
URL: Final = "URL"
DATE: Final = "Date"
NUMBER: Final = "Number"
THING: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("name", "alternateName", "description"), (TEXT,)),
    **dict.fromkeys(("url", "sameAs"), (URL,)),
}
PARTY: Final = ("Person", "Organization")
WORK: Final[dict[str, tuple[str, ...]]] = {
    **THING,
    "about": ("Thing",),
    "author": PARTY,
    "citation": ("CreativeWork", TEXT),
    "datePublished": (DATE,),
    "hasPart": ("CreativeWork",),
    "headline": (TEXT,),
    "inLanguage": (TEXT,),
    "isPartOf": ("CreativeWork", URL),
    "keywords": (TEXT, URL),
    "publisher": PARTY,
    "text": (TEXT,),
}
REVIEW: Final = {**WORK, "itemReviewed": ("Thing",), "reviewBody": (TEXT,), "reviewRating": ("Rating",)}
PROPERTIES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "Person": THING,
    "Organization": THING,
    "NewsMediaOrganization": THING,
    "GovernmentOrganization": THING,
    "SoftwareApplication": {**WORK, "softwareVersion": (TEXT,)},
    "CreativeWork": WORK,
    "NewsArticle": WORK,
    "Quotation": {**WORK, "spokenByCharacter": PARTY},
    "Claim": {**WORK, "appearance": ("CreativeWork",), "firstAppearance": ("CreativeWork",)},
    "ClaimReview": {**REVIEW, "claimReviewed": (TEXT,)},
    "Rating": {
        **THING,
        "ratingValue": (NUMBER, TEXT),
        "bestRating": (NUMBER, TEXT),
        "worstRating": (NUMBER, TEXT),
    },
}
"""The types that we write, with the properties that we use of them and their expected types."""

ABOVE: Final = {
    "NewsMediaOrganization": "Organization",
    "GovernmentOrganization": "Organization",
    "Organization": "Thing",
    "Person": "Thing",
    "Rating": "Thing",
    "CreativeWork": "Thing",
    **dict.fromkeys(
        ("NewsArticle", "Quotation", "Claim", "ClaimReview", "SoftwareApplication"), "CreativeWork"
    ),
}
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?)?)?")
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
OURS: Final = "claimsdb:"


def hold(node: dict[str, Any], *expected: str) -> None:
    """Hold a node, and all that is in it, to its type; one of no type (nobody knows it) has a name alone."""
    kind = node.get("@type")
    if kind is None:
        assert node["name"], node
        kind = "Thing"
    assert not expected or kind == "Thing" or expected_of(kind, expected), (kind, expected)
    allowed = PROPERTIES.get(kind, THING)
    for key, value in node.items():
        if key.startswith(("@", OURS)):
            continue
        assert key in allowed, f"{kind} has no {key}"
        for each in value if isinstance(value, list) else [value]:
            _hold_value(each, allowed[key])


def expected_of(kind: str, expected: tuple[str, ...]) -> bool:
    """Tell whether a type is one of those expected, or below one."""
    above: str | None = kind
    while above is not None:
        if above in expected:
            return True
        above = ABOVE.get(above)
    return False


def _hold_value(value: Any, expected: tuple[str, ...]) -> None:
    if isinstance(value, dict):
        hold(value, *expected)
    elif isinstance(value, str):
        fits = {TEXT: True, URL: bool(_URL.fullmatch(value)), DATE: bool(_DATE.fullmatch(value))}
        assert any(fits.get(each, False) for each in expected), (value, expected)
    else:
        assert not isinstance(value, bool)
        assert isinstance(value, (int, float))
        assert NUMBER in expected, (value, expected)
