"""What a database of Discourse Network Analyzer holds → records as an annotation file would hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from claimsdb.formats.marks import Plain
    from claimsdb.records.choices import FirstSpeaker
    from claimsdb.records.dna import DnaDocument, DnaStatement

UNNAMED: Final = "not named"
"""Who speaks where neither person nor organisation was coded: no chain at all would be the article itself."""
KINDS: Final = {"person": "person", "organization": "organisation"}


def article_record(document: DnaDocument) -> dict[str, Plain]:
    """Return the record of an article, what is unknown included."""
    authors: list[Plain] = [each.strip() for each in (document.author or "").split(";") if each.strip()]
    return {
        "title": document.title,
        "outlet": document.source,
        "published": document.published,
        "authors": authors or None,
        "url": document.url,
    }


def statement_record(statement: DnaStatement, quote: str, first: FirstSpeaker) -> dict[str, Plain]:
    """Return an annotation of one claim with one statement.

    Who comes ``first`` speaks, if both are named: a person does not pass on what an organisation said, nor
    the other way round. The other one is known as an actor, and is tied to nothing: whom a claim is about
    holds for all its statements.
    """
    named: list[tuple[str, Plain]] = [
        (name, {"name": name, "kind": KINDS[what], "aliases": [*aliases]})
        for what, name, aliases in (
            ("person", statement.person, statement.person_aliases),
            ("organization", statement.organization, statement.organization_aliases),
        )
        if name is not None
    ]
    if first == "organization":
        named.reverse()
    names = list(dict.fromkeys(name for name, _actor in named))
    return {
        "actors": [actor for _name, actor in named] if len(names) == len(named) else None,
        "claims": [
            {
                "claim": statement.concept,
                "quote": quote,
                "speakers": [names[0] if names else {"unnamed": UNNAMED}],
                "stance": "asserts" if statement.agreement else "denies",
            }
        ],
    }
