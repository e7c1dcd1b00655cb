"""Plain data with marks → the records of an annotation, one shape for YAML and JSON Lines."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from claimsdb.formats.annotation_checks import date_text, further_problems
from claimsdb.formats.annotation_schema import schema_problems
from claimsdb.records.annotations import (
    AboutNote,
    ActorNote,
    Annotation,
    AnnotatorNote,
    ArticleNote,
    ClaimNote,
    EvidenceNote,
    JudgementNote,
    NameNote,
    RelationNote,
    ReviewNote,
    RoleNote,
    SpeakerNote,
    StatementNote,
    WordsNote,
)
from claimsdb.records.texts import Metadata
from claimsdb.records.vocabulary import ABOUT_ROLES, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.formats.marks import Node
    from claimsdb.records.place import Problem

_METADATA: Final = frozenset(field.name for field in fields(Metadata))


def annotation_problems(record: Node) -> Iterator[Problem]:
    """Every fault of a record; where there is none, ``annotation_of`` can read it."""
    yield from schema_problems(record)
    yield from further_problems(record)


def annotation_of(record: Node) -> Annotation:
    """The records of one annotation without faults; quotes and text are kept as written."""
    article = record.get("article")
    return Annotation(
        place=record.place,
        article=_article(article) if article else ArticleNote(),
        actors=tuple(map(_actor, record.items("actors"))),
        claims=tuple(map(_claim, record.items("claims"))),
        annotator=_annotator(record.get("annotator")),
        text=record.text("text"),
    )


def _annotator(node: Node | None) -> AnnotatorNote | None:
    if node is None or not isinstance(node.value, dict):
        return AnnotatorNote(node.words) if node else None
    return AnnotatorNote(node.entry("name").words, node.text("kind") or "person", node.line("version"))


def _article(node: Node) -> ArticleNote:
    return ArticleNote(
        metadata=Metadata(
            title=node.line("title"),
            outlet=node.line("outlet"),
            published=_date(node, "published"),
            authors=tuple(author.words for author in node.items("authors")),
            language=node.text("language"),
            url=node.line("url"),
        ),
        file=node.text("file"),
        version_of=node.text("version_of"),
        media_type=node.text("media_type"),
        given=_METADATA.intersection(node.keys()),
        place=node.place,
    )


def _actor(node: Node) -> ActorNote:
    return ActorNote(
        name=node.entry("name").words,
        place=node.place,
        kind=node.text("kind"),
        aliases=tuple(map(_alias, node.items("aliases"))),
        identifiers=tuple(dict.fromkeys(_identifiers(node))),
        roles=tuple(map(_role, node.items("roles"))),
        same_as=tuple(map(_judgement, node.items("same_as"))),
        distinct_from=tuple(map(_judgement, node.items("distinct_from"))),
    )


def _judgement(node: Node) -> JudgementNote:
    return JudgementNote(node.entry("name").words, node.entry("why").words, node.place)


def _alias(node: Node) -> NameNote:
    if not isinstance(node.value, dict):
        return NameNote(node.words)
    return NameNote(node.entry("name").words, node.text("kind") or "alias", node.text("language"))


def _identifiers(actor: Node) -> Iterator[tuple[str, str]]:
    schemes = actor.get("identifiers")
    for node in schemes.fields() if schemes else ():
        values = [] if node.value is None else [node]
        for value in node.elements() if isinstance(node.value, list) else values:
            yield str(node.path[-1]), value.words


def _role(node: Node) -> RoleNote:
    quote = node.get("quote")
    return RoleNote(
        title=node.entry("title").words,
        place=node.place,
        organisation=node.line("of"),
        since=_date(node, "from"),
        until=_date(node, "to"),
        quote=WordsNote(
            str(quote.value), quote.place, node.text("before"), node.text("after"), _occurrence(node)
        )
        if quote is not None
        else None,
    )


def _claim(node: Node) -> ClaimNote:
    return ClaimNote(
        claim=node.entry("claim").words,
        place=node.place,
        statements=tuple(map(_statement, node.items("statements") or [node])),
        key=node.text("key"),
        kind=node.text("kind"),
        when=_date(node, "when"),
        status=node.text("status") or "accepted",
        about=tuple(map(_about, node.items("about"))),
        topics=tuple(topic.words for topic in node.items("topics")),
        relations=tuple(map(_relation, node.items("relations"))),
        reviews=tuple(map(_review, node.items("reviews"))),
    )


def _statement(node: Node) -> StatementNote:
    """A statement, or a claim that is its own single statement; its place is that of the quote.

    How the text gives the words may be said of the nearest speaker instead.
    """
    quote = node.entry("quote")
    speakers = tuple(map(_speaker, node.items("speakers")))
    return StatementNote(
        quote=str(quote.value),
        place=quote.place,
        before=node.text("before"),
        after=node.text("after"),
        occurrence=_occurrence(node),
        speakers=speakers,
        stance=node.text("stance") or "asserts",
        quotation=node.text("quotation") or (speakers[0].quotation if speakers else "none"),
        said=_date(node, "said"),
    )


def _occurrence(node: Node) -> int | None:
    occurrence = node.text("occurrence")
    return int(float(occurrence)) if occurrence else None


def _speaker(node: Node) -> SpeakerNote:
    if not isinstance(node.value, dict):
        return SpeakerNote(node.place, name=node.words)
    return SpeakerNote(
        node.place,
        name=node.line("name"),
        label=node.line("unnamed"),
        source=_words(node.get("source")),
        cue=_words(node.get("cue")),
        quotation=node.text("quotation"),
    )


def _words(node: Node | None) -> WordsNote | None:
    if node is None or not isinstance(node.value, dict):
        return WordsNote(str(node.value), node.place) if node else None
    quote = node.entry("quote")
    return WordsNote(
        quote=str(quote.value),
        place=quote.place,
        before=node.text("before"),
        after=node.text("after"),
        occurrence=_occurrence(node),
    )


def _about(node: Node) -> AboutNote:
    for role in ABOUT_ROLES:
        if name := node.line(role):
            return AboutNote(name, role, node.place)
    return AboutNote(node.words, "subject", node.place)


def _relation(node: Node) -> RelationNote:
    kind = next(kind for kind in RELATIONS if node.get(kind))
    target = node.entry(kind)
    return RelationNote(
        kind,
        str(target.value),
        target.place,
        rationale=_stripped(node, "rationale"),
        annotator=_annotator(node.get("annotator")),
    )


def _review(node: Node) -> ReviewNote:
    reviewer = node.get("reviewer")
    return ReviewNote(
        rating=node.entry("rating").words,
        place=node.place,
        value=_number(node, "value"),
        best=_number(node, "best"),
        worst=_number(node, "worst"),
        rationale=_stripped(node, "rationale"),
        date=_date(node, "date"),
        reviewer=SpeakerNote(reviewer.place, name=reviewer.words) if reviewer else None,
        url=node.line("url"),
        annotator=_annotator(node.get("annotator")),
        evidence=tuple(map(_evidence, node.items("evidence"))),
    )


def _evidence(node: Node) -> EvidenceNote:
    """A piece of evidence; its place is that of the quote, the address or the key."""
    (found,) = (each for key in ("quote", "url", "claim") if (each := node.get(key)))
    return EvidenceNote(
        place=found.place,
        quote=node.text("quote"),
        before=node.text("before"),
        after=node.text("after"),
        occurrence=_occurrence(node),
        url=node.line("url"),
        claim=node.text("claim"),
        note=_stripped(node, "note"),
    )


def _number(node: Node, key: str) -> float | None:
    number = node.text(key)
    return None if number is None else float(number)


def _stripped(node: Node, key: str) -> str | None:
    text = node.text(key)
    return text.strip() if text else None


def _date(node: Node, key: str) -> str | None:
    date = node.get(key)
    return None if date is None else date_text(date)
