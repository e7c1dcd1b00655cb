"""Who takes which side on what, as the database has it: a row a statement, or a topic of its claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, or_, select, true

from claimsdb.errors.questions import UnknownWordError
from claimsdb.queries.accounts import publishers
from claimsdb.queries.asking import among, among_value, ask
from claimsdb.queries.tables import (
    actors,
    articles,
    attributions,
    claim_topics,
    claims,
    outlets,
    passages,
    statements,
    topics,
    versions,
)
from claimsdb.records.networks import AGREES, VOCABULARY
from claimsdb.records.vocabulary import ACTOR_KINDS
from claimsdb.text.dates import parse_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import ColumnElement, Connection, Select

    from claimsdb.records.networks import NetworkWish

recorded = actors.alias("recorded")
"""The actor as recorded, which may be merged into the one that counts."""

BATCH: Final = 1_000
NAMED: Final = "SELECT id, name, kind FROM actors WHERE id {actors}"
NEAREST: Final = 1
"""The place in a chain of who said it; those behind only passed it on."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who counts as the actor of a statement. ``key`` is the same for the same one, and for no other."""

    key: str
    name: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Uttered:
    """A statement: an actor, a concept, a side; ``day`` is the first that the article can be of."""

    speaker: Speaker
    concept: int
    concept_name: str
    agrees: bool
    article: int
    day: str | None


def uttered(connection: Connection, wish: NetworkWish) -> Iterator[Uttered]:
    """Yield what counts for a network, in constant memory."""
    speakers = Speakers.of(connection, wish)
    concept = (topics.c.id, topics.c.path) if wish.by == "topic" else (claims.c.id, claims.c.sentence)
    query = spoken(
        select(
            *concept, statements.c.stance, articles.c.id, articles.c.published_earliest, *Speakers.COLUMNS
        ),
        wish,
    ).where(statements.c.stance.in_(list(AGREES)), claims.c.status != "rejected")
    if wish.by == "topic":
        query = query.join(claim_topics, claim_topics.c.claim_id == claims.c.id)
        query = query.join(topics, topics.c.id == claim_topics.c.topic_id)
    for number, name, stance, article, day, *said in connection.execute(
        query.execution_options(yield_per=BATCH)
    ):
        speaker = speakers.speaker(article, *said)
        if speaker is not None:
            yield Uttered(speaker, number, name, AGREES[stance], article, day)


def check_wish(wish: NetworkWish) -> None:
    """Make sure that all words of a wish are known, and its dates a range.

    Raises:
        UnknownWordError: a word is not.
        NotEDTFError: the dates are none.
    """
    asked = [(name, getattr(wish, name)) for name in VOCABULARY]
    for name, word in [*asked, *(("actor-kind", kind) for kind in wish.actor_kinds)]:
        known = VOCABULARY.get(name, ACTOR_KINDS)
        if word not in known:
            raise UnknownWordError(name, word, known)
    if wish.published is not None:
        parse_range(wish.published)


def spoken(query: Select[Any], wish: NetworkWish) -> Select[Any]:
    """Complete a query with the tables of statements and of who spoke, and with the range of dates."""
    return (
        query.select_from(statements)
        .join(claims, claims.c.id == statements.c.claim_id)
        .join(passages, passages.c.id == statements.c.passage_id)
        .join(versions, versions.c.id == passages.c.version_id)
        .join(articles, articles.c.id == versions.c.article_id)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
        .outerjoin(
            attributions,
            and_(attributions.c.statement_id == statements.c.id, attributions.c.position == NEAREST),
        )
        .outerjoin(recorded, recorded.c.id == attributions.c.actor_id)
        .outerjoin(actors, actors.c.id == func.coalesce(recorded.c.merged_into_id, recorded.c.id))
        .where(_published(wish.published))
    )


def _published(asked: str | None) -> ColumnElement[bool]:
    """Write that an article can have been published in a range of dates."""
    if asked is None:
        return true()
    span = parse_range(asked)
    first, last = articles.c.published_earliest, articles.c.published_latest
    conditions: list[ColumnElement[bool]] = [articles.c.published.is_not(None)]
    if span.latest is not None:
        conditions.append(or_(first.is_(None), first <= span.latest))
    if span.earliest is not None:
        conditions.append(or_(last.is_(None), last >= span.earliest))
    return and_(*conditions)


@dataclass(frozen=True, slots=True)
class Speakers:
    """Tells who counts as the actor of a statement.

    ``published_by`` has the actors that outlets are, ``unnamed`` numbers those that are not named.
    """

    wish: NetworkWish
    published_by: Mapping[int, Speaker]
    unnamed: dict[tuple[int, str], int] = field(default_factory=dict)

    COLUMNS = (
        actors.c.id,
        actors.c.name,
        actors.c.kind,
        attributions.c.label,
        articles.c.outlet_id,
        outlets.c.name,
    )

    @classmethod
    def of(cls, connection: Connection, wish: NetworkWish) -> Speakers:
        """Return what tells the actors that are wanted."""
        return cls(wish, _published_by(connection) if wish.outlets else {})

    def speaker(self, article: int, *said: Any) -> Speaker | None:  # noqa: ANN401 (what the driver gives)
        """Return the actor of a row, of which ``said`` are the ``COLUMNS``; None if there is none wanted."""
        actor, name, kind, label, outlet, outlet_name = said
        found: Speaker | None = None
        if actor is not None:
            found = Speaker(f"actor-{actor}", name, kind)
        elif label is not None:
            found = self._unnamed(article, label) if self.wish.unnamed else None
        elif outlet is not None and self.wish.outlets:
            found = self.published_by.get(outlet) or Speaker(f"outlet-{outlet}", outlet_name, "outlet")
        wanted = self.wish.actor_kinds
        return found if found is not None and (not wanted or found.kind in wanted) else None

    def _unnamed(self, article: int, label: str) -> Speaker:
        """Return somebody whom an article does not name: another need not mean the same one."""
        number = self.unnamed.setdefault((article, label), len(self.unnamed) + 1)
        return Speaker(f"unnamed-{number}", label, None)


def _published_by(connection: Connection) -> dict[int, Speaker]:
    numbers = set(connection.execute(select(outlets.c.id)).scalars())
    known = {outlet: source.number for outlet, source in publishers(connection, numbers).items()}
    question = NAMED.format(actors=among(connection, "actors"))
    values = {"actors": among_value(connection, sorted(set(known.values())))}
    found = {
        number: Speaker(f"actor-{number}", *named) for number, *named in ask(connection, question, values)
    }
    return {outlet: found[actor] for outlet, actor in known.items()}
