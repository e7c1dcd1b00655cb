"""Articles, actors and annotators → nodes of schema.org; what is unknown is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.formats.annotation_body import is_iri
from claimsdb.formats.named_information import ni_of
from claimsdb.text.iso_prefix import exact_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimsdb.formats.marks import Plain
    from claimsdb.records.annotations import AnnotatorNote
    from claimsdb.records.told_claims import ToldActor, ToldArticle

    Mapping = dict[str, Plain]

OURS: Final = "claimsdb"
"""The prefix of our own words, for what schema.org has none for."""

TYPES: Final = {
    "person": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "outlet": "NewsMediaOrganization",
    "state": "GovernmentOrganization",
}
"""What the kinds of actors are called there; an actor of unknown kind has no type."""

_LINKS: Final = {
    "wikidata": "https://www.wikidata.org/entity/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "url": "{}",
}
_WORD: Final = re.compile(r"[A-Za-z0-9._-]+")


def known(node: Mapping) -> Mapping:
    """Return a node without what is unknown or empty."""
    return {name: value for name, value in node.items() if value is not None and value != []}


def actor_node(actor: ToldActor) -> Mapping:
    """Return a person or organisation, with links to what it is known by elsewhere."""
    is_recorded_otherwise = actor.recorded != actor.name
    return known(
        {
            "@type": TYPES.get(actor.kind or ""),
            "name": actor.name,
            f"{OURS}:name": actor.recorded if is_recorded_otherwise else None,
            "sameAs": list(_links(actor.identifiers)),
        }
    )


def article_node(article: ToldArticle) -> Mapping:
    """Return an article in one wording: one of a known outlet is news, another a creative work."""
    published = article.published
    exact = exact_date(published) if published else None
    authors: list[Plain] = [{"name": name} for name in article.authors]
    return known(
        {
            "@type": "NewsArticle" if article.outlet else "CreativeWork",
            "url": article.url if article.url and is_iri(article.url) else None,
            "headline": article.title,
            "datePublished": exact,
            f"{OURS}:published": None if published == exact else published,
            "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
            "author": authors,
            "inLanguage": article.language,
            f"{OURS}:file": article.file,
            f"{OURS}:text": ni_of(article.text_sha256),
        }
    )


def annotator_node(annotator: AnnotatorNote) -> Mapping:
    """Return who recorded something: a person or a program."""
    is_program = annotator.kind == "program"
    return known(
        {
            "@type": "SoftwareApplication" if is_program else "Person",
            "name": annotator.name,
            "softwareVersion": annotator.version if is_program else None,
        }
    )


def _links(identifiers: Iterable[tuple[str, str]]) -> Iterable[str]:
    for scheme, value in identifiers:
        pattern = _LINKS.get(scheme.lower())
        link = pattern.format(value) if pattern else f"urn:{scheme.lower()}:{value}"
        if (pattern == "{}" or _WORD.fullmatch(value)) and is_iri(link):
            yield link
