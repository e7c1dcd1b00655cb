"""The statements on a wording, as standoff files tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.formats.brat.facets import (
    ABOUT,
    KIND,
    PLAIN,
    PLAIN_OWN,
    QUOTATION,
    SAID,
    STANCE,
    STATUS,
    TOPIC,
    WHEN,
)
from claimsdb.queries.annotated import claims_numbered, statements_on
from claimsdb.queries.standoffs import carried_to, names_of
from claimsdb.records.brat import BratSaying, BratSpeaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from claimsdb.records.annotation_export import WrittenClaim, WrittenLink, WrittenStatement
    from claimsdb.records.brat import BratFacet
    from claimsdb.records.texts import Span

_ABOUT = {role: kind for kind, role in ABOUT.items()}


class Said:
    """The statements on a wording with their claims and actors, looked up together.

    With those that were carried to it: lines that came with this wording may say them where they stand now.
    """

    def __init__(self, connection: Connection, version: int, *, with_carried: bool) -> None:
        self._statements = statements_on(connection, version)
        self._carried = list(_carried(connection, version)) if with_carried else []
        every = [*self._statements, *self._carried]
        self._claims = claims_numbered(connection, {each.claim_id for each in every})
        about = {actor for claim in self._claims.values() for actor, _role in claim.about}
        speaking = {link.actor_id for each in every for link in each.chain}
        self._names = names_of(connection, {each for each in about | speaking if each is not None})

    def by(self, annotator: int | None) -> list[BratSaying]:
        """Return what an annotator recorded, in the order in which it was recorded."""
        return [self._saying(each) for each in self._statements if each.annotator_id == annotator]

    def carried_by(self, annotator: int | None) -> list[BratSaying]:
        """Return what an annotator recorded on earlier wordings, where it stands in this one."""
        return [self._saying(each) for each in self._carried if each.annotator_id == annotator]

    def _saying(self, statement: WrittenStatement) -> BratSaying:
        claim = self._claims[statement.claim_id]
        plain = PLAIN if statement.chain else PLAIN_OWN
        return BratSaying(
            line=0,
            sentence=claim.sentence,
            spans=statement.spans,
            speakers=tuple(map(self._speaker, statement.chain, range(len(statement.chain)))),
            facets=tuple(each for each in self._facets(statement, claim) if each not in plain),
        )

    def _speaker(self, link: WrittenLink, place: int) -> BratSpeaker:
        name = None if link.actor_id is None else self._names[link.actor_id]
        return BratSpeaker(link.label, link.source, link.cue, name, link.quotation if place else None)

    def _facets(self, statement: WrittenStatement, claim: WrittenClaim) -> Iterator[BratFacet]:
        yield STANCE, statement.stance
        for kind, value in (
            (QUOTATION, statement.quotation),
            (STATUS, claim.status),
            (KIND, claim.kind),
            (WHEN, claim.when),
            (SAID, statement.said),
        ):
            if value is not None:
                yield kind, value
        for topic in claim.topics:
            yield TOPIC, topic
        for actor, role in claim.about:
            yield _ABOUT[role], self._names[actor]


def _carried(connection: Connection, version: int) -> Iterator[WrittenStatement]:
    for before, places in carried_to(connection, version).items():
        for statement in statements_on(connection, before):
            words = (span for link in statement.chain for span in (link.source, link.cue) if span)
            if all(_key(span) in places for span in (*statement.spans, *words)):
                yield _moved(statement, places)


def _moved(statement: WrittenStatement, places: Mapping[tuple[int, int], Span]) -> WrittenStatement:
    chain = (
        link._replace(
            source=link.source and places[_key(link.source)], cue=link.cue and places[_key(link.cue)]
        )
        for link in statement.chain
    )
    spans = tuple(places[_key(span)] for span in statement.spans)
    return statement._replace(spans=spans, chain=tuple(chain))


def _key(span: Span) -> tuple[int, int]:
    return span.start_char, span.end_char
