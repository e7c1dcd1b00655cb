"""A statement on the page of its claim: who speaks, where, on whose word, and the passage in its context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.formats.html.markup import Html, joined, tag, text
from claimsdb.formats.html.words import (
    anchor,
    date,
    facts,
    heading,
    language_of,
    outcome,
    place_of,
    speaker,
    standing,
    to_article,
    words,
)
from claimsdb.text.shown_runs import SIGNS, runs_of
from claimsdb.text.shown_words import OWN_VOICE, manner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.records.rows import ChainLink, FurtherPassage, PassageInContext
    from claimsdb.text.shown_runs import Piece

GAP: Final = " … "


def statement(passage: PassageInContext, language: str | None) -> Html:
    """Return one statement with everything that is recorded of it."""
    row = passage.statement
    lead = heading(3, joined((_who(passage), f" {row.stance} this")))
    return tag(
        "section",
        lead,
        tag("p", place_of(row), class_="place"),
        _in_context(passage, language),
        facts(_facts(passage)),
        _links(passage),
        id=anchor(row.statement_id)[1:],
        class_="statement",
    )


def _who(passage: PassageInContext) -> Html:
    roles = (*passage.speaker_roles, *("" for _ in passage.chain))
    named = (
        joined((speaker(link), " (", words(role), ")")) if role else speaker(link)
        for link, role in zip(passage.chain, roles, strict=False)
    )
    return joined(named, ", as told by ") if passage.chain else text(OWN_VOICE.capitalize())


def _facts(passage: PassageInContext) -> Iterator[tuple[str, Html | None]]:
    row = passage.statement
    spans = [(row.start_char, row.end_char)]
    spans += [
        (each.start_char, each.end_char) for each in row.further_passages if each.version == row.version
    ]
    yield "given as", text(manner(row.quotation)) if manner(row.quotation) else None
    yield "said", date(passage.said) if passage.said else None
    where = ", ".join(f"{start:,}–{end:,}" for start, end in spans)
    shown = to_article(row.article_id, f"statement {row.statement_id}", at=anchor(row.statement_id))
    yield "stands at", joined((shown, f", version {row.version}, characters {where}"))
    alike = passage.score and row.outcome == "altered"
    yield (
        "became",
        joined((standing(row), f", {passage.score:.0f} % alike" if alike else "")) if standing(row) else None,
    )
    yield "recorded by", words(passage.annotator)


def _in_context(passage: PassageInContext, language: str | None) -> Html:
    runs = (joined(each for piece in pieces for each in _marked(piece)) for pieces in runs_of(passage))
    return tag("blockquote", tag("p", joined(runs, GAP), dir="auto"), lang=language_of(language))


def _marked(piece: Piece) -> Iterator[Html]:
    for role, begins in piece.signs:
        yield tag("span", SIGNS[role][not begins], class_="sign")
    if piece.words:
        shown = " ".join(sorted(piece.roles))
        yield tag("mark", piece.words, class_=shown) if piece.roles else text(piece.words)


def _links(passage: PassageInContext) -> Html | None:
    """Return the links of the chain of which more is known than who speaks."""
    told = [
        tag("li", speaker(link), ": ", joined(known, "; "))
        for link in passage.chain
        if (known := list(_known(link)))
    ]
    return tag("ul", *told, class_="chain") if told else None


def _known(link: ChainLink) -> Iterator[Html]:
    if link.quotation:
        yield text(manner(link.quotation) or "no quotation")
    for role, found in (("source", link.source), ("cue", link.cue)):
        if found is not None:
            yield _found(role, found)


def _found(role: str, found: FurtherPassage) -> Html:
    opening, closing = SIGNS[role]
    shown = joined(
        (f"{role} {opening}", words(found.quote), f"{closing} {found.start_char:,}–{found.end_char:,}")
    )
    return joined((shown, " ", outcome(found.outcome, found.version, None))) if found.outcome else shown
