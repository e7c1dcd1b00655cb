"""From a prepared text to one that only needs to be stored, where nothing about it is doubtful.

All that needs no database is done here, so that it can be done in another process.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import astuple, replace
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, TypeAlias

from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.given import proven
from claimsdb.anchoring.noted import noted_spans
from claimsdb.errors.base import ClaimsDBError
from claimsdb.records.ready import ReadyText
from claimsdb.text.dates import parse_edtf
from claimsdb.text.digest import sha256
from claimsdb.text.names import fold_name
from claimsdb.text.search_form import search_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claimsdb.records.annotations import Annotation, ClaimNote, RelationNote, StatementNote
    from claimsdb.records.ready import ReadyClaim, ReadyDate, ReadyStatement
    from claimsdb.records.sources import PreparedText
    from claimsdb.records.texts import Metadata, Span


Saying: TypeAlias = tuple[str, str | None]
"""What makes two claims one: the sentence and the EDTF date of the event."""


def ready(prepared: PreparedText) -> ReadyText | None:
    """Return a text with its quotes found, or None where it needs care.

    Care is needed if a quote does not stand in the text exactly once, or in parts, if words of a speaker are
    to be looked for, if a relation leads to another file or nowhere, or relations go round, or if a claim has
    reviews, or an actor a role or a judgement: that is done, and what is wrong is told, by the way that
    stores texts one by one.
    """
    annotation = prepared.annotation
    try:
        claims = tuple(_claims(prepared.source.text, annotation)) if annotation else ()
    except (ClaimsDBError, _NeedsCareError):
        return None
    return _ready(prepared, claims)


class _NeedsCareError(Exception):
    """Something in a text cannot be settled without looking at what is stored."""


def _ready(prepared: PreparedText, claims: tuple[ReadyClaim, ...]) -> ReadyText:
    source, annotation = prepared.source, prepared.annotation
    described = _described(source.metadata, annotation)
    encoded = source.text.encode()
    text_sha256 = sha256(encoded)
    same = encoded == prepared.original
    return ReadyText(
        name=prepared.name,
        file=prepared.file,
        origin=prepared.origin,
        is_line=annotation is not None and annotation.text is not None,
        text=source.text,
        text_sha256=text_sha256,
        original=None if same else prepared.original,
        original_sha256=text_sha256 if same else sha256(prepared.original),
        media_type=source.media_type,
        encoding=source.encoding,
        reader=source.reader,
        reader_version=source.reader_version,
        facts=tuple((*astuple(fact)[:4], int(fact.inferred)) for fact in source.facts),
        title=described.title,
        outlet=described.outlet,
        published=_date(described.published),
        language=described.language,
        url=described.url,
        given_url=annotation.article.metadata.url if annotation else None,
        authors=described.authors,
        annotation_file=prepared.annotation_file,
        annotation_sha256=prepared.annotation_sha256,
        annotator=annotation.annotator if annotation else None,
        actors=annotation.actors if annotation else (),
        names={name: fold_name(name) for name in _names(described.authors, annotation)},
        claims=claims,
        standoff=prepared.standoff,
    )


def _names(authors: tuple[str, ...], annotation: Annotation | None) -> Iterator[str]:
    yield from authors
    if annotation is None:
        return
    for actor in annotation.actors:
        yield actor.name
        yield from (alias.name for alias in actor.aliases)
    for claim in annotation.claims:
        yield from (each.name for each in claim.about)
        for statement in claim.statements:
            yield from (speaker.name for speaker in statement.speakers if speaker.name is not None)


def _described(own: Metadata, annotation: Annotation | None) -> Metadata:
    """Return what the annotation gives, a written unknown included, and for the rest what the text says."""
    if annotation is None:
        return own
    article = annotation.article
    return replace(own, **{name: getattr(article.metadata, name) for name in article.given})


def _claims(text: str, annotation: Annotation) -> Iterator[ReadyClaim]:
    if any(actor.roles or actor.same_as or actor.distinct_from for actor in annotation.actors):
        raise _NeedsCareError
    haystack = Haystack(text)
    keys = {note.key: place for place, note in enumerate(annotation.claims) if note.key is not None}
    if _relations_go_round(annotation, keys):
        raise _NeedsCareError
    for note in annotation.claims:
        if note.reviews:
            raise _NeedsCareError
        yield (
            note.claim,
            search_form(note.claim),
            note.kind,
            _date(note.when),
            note.status,
            note.key,
            tuple((each.name, each.role) for each in note.about),
            note.topics,
            tuple(_relation(each, keys, note, annotation) for each in note.relations),
            tuple(_statement(haystack, each) for each in note.statements),
        )


def _statement(haystack: Haystack, note: StatementNote) -> ReadyStatement:
    spans = noted_spans(haystack, note)
    if len(spans) > 1 and not note.spans:
        raise _NeedsCareError
    content = (("content", place, span) for place, span in enumerate(spans[1:], start=2))
    return (
        *_passage(spans[0]),
        tuple((speaker.name, speaker.label, speaker.quotation) for speaker in note.speakers),
        note.stance,
        note.quotation,
        _date(note.said),
        tuple(
            (*_passage(span), role, place) for role, place, span in (*content, *_words_given(haystack, note))
        ),
    )


def _passage(span: Span) -> tuple[int, int, str, str]:
    return span.start_char, span.end_char, span.quote, search_form(span.quote)


def _words_given(haystack: Haystack, note: StatementNote) -> Iterator[tuple[str, int, Span]]:
    """Yield where a program says that the words of speakers stand; others are looked for with care."""
    for place, speaker in enumerate(note.speakers, start=1):
        for role, words in (("source", speaker.source), ("cue", speaker.cue)):
            if words is not None:
                if words.span is None:
                    raise _NeedsCareError
                yield role, place, proven(haystack.text, [words.span])[0]


def _relation(
    note: RelationNote, keys: Mapping[str, int], claim: ClaimNote, annotation: Annotation
) -> tuple[str, int, str | None]:
    other = keys.get(note.target)
    own_annotator = note.annotator is not None
    if other is None or own_annotator or _saying(claim) == _saying(annotation.claims[other]):
        raise _NeedsCareError
    return note.kind, other, note.rationale


def _relations_go_round(annotation: Annotation, keys: Mapping[str, int]) -> bool:
    """Tell whether relations of a kind lead from a claim back to itself."""
    graphs: defaultdict[str, defaultdict[Saying, set[Saying]]] = defaultdict(lambda: defaultdict(set))
    for claim in annotation.claims:
        for each in claim.relations:
            if (other := keys.get(each.target)) is not None:
                graphs[each.kind][_saying(claim)].add(_saying(annotation.claims[other]))
    try:
        for graph in graphs.values():
            TopologicalSorter(graph).prepare()
    except CycleError:
        return True
    return False


def _saying(claim: ClaimNote) -> Saying:
    return claim.claim, claim.when


@lru_cache(maxsize=2**14)
def _date(text: str | None) -> ReadyDate | None:
    if text is None:
        return None
    date = parse_edtf(text)
    return date.edtf, date.earliest, date.latest
