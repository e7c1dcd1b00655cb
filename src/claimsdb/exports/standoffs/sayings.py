"""The statements on a wording, as standoff files tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.formats.brat_facets import (
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
from claimsdb.queries.standoffs import names_of
from claimsdb.records.brat import BratSaying, BratSpeaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from claimsdb.records.annotation_export import WrittenClaim, WrittenLink, WrittenStatement
    from claimsdb.records.brat import BratFacet

_ABOUT = {role: kind for kind, role in ABOUT.items()}


class Said:
    """The statements on a wording with their claims and actors, looked up together."""

    def __init__(self, connection: Connection, version: int) -> None:
        self._statements = statements_on(connection, version)
        self._claims = claims_numbered(connection, {each.claim_id for each in self._statements})
        about = {actor for claim in self._claims.values() for actor, _role in claim.about}
        speaking = {link.actor_id for each in self._statements for link in each.chain}
        self._names = names_of(connection, {each for each in about | speaking if each is not None})

    def by(self, annotator: int | None) -> list[BratSaying]:
        """Return what an annotator recorded, in the order in which it was recorded."""
        return [self._saying(each) for each in self._statements if each.annotator_id == annotator]

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
