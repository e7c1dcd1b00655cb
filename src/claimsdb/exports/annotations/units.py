"""One annotation out of the database: what one annotator recorded on one version of an article."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from claimsdb.exports.annotations.anchors import anchor_of
from claimsdb.exports.annotations.naming import HERE, Naming
from claimsdb.exports.annotations.reviews import Reviews, reviewers_of
from claimsdb.exports.annotations.roles import give_roles, holders_of
from claimsdb.exports.annotations.speakers import chain_of
from claimsdb.queries.annotated import (
    annotator_numbered,
    authors_of,
    claims_numbered,
    home_signed,
    relations_from,
    shared_addresses,
)
from claimsdb.queries.annotated_actors import actors_numbered, roles_on
from claimsdb.records.annotations import (
    AboutNote,
    Annotation,
    ArticleNote,
    ClaimNote,
    RelationNote,
    ReviewNote,
    StatementNote,
)
from claimsdb.records.texts import Metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from claimsdb.anchoring.find import Haystack
    from claimsdb.exports.annotations.families import Families
    from claimsdb.exports.annotations.stems import Notes
    from claimsdb.records.annotation_export import (
        Unit,
        WrittenArticle,
        WrittenClaim,
        WrittenStatement,
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """What the claims of one annotation share: the text, and what the numbers of others mean in the file."""

    haystack: Haystack
    naming: Naming
    keys: Mapping[int, str]
    relations: Mapping[int, list[RelationNote]]
    reviews: Mapping[int, list[ReviewNote]]


class Units:
    """Makes annotations; ``counts`` tells how much was written, ``left_out`` how much could not be.

    ``file_of`` names the file by which relations speak of a claim that is at home in another unit.
    """

    def __init__(
        self, connection: Connection, notes: Notes, families: Families, file_of: Callable[[Unit], str]
    ) -> None:
        self._connection, self._notes, self._families, self._file_of = connection, notes, families, file_of
        self._shared = shared_addresses(connection)
        self.counts: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self._reviews = Reviews(connection, self.left_out, self._target)

    def article_note(self, article: WrittenArticle, own: Metadata, *, newest: bool) -> ArticleNote:
        """Return what is recorded of an article; unknown is said where the text says otherwise."""
        authors = tuple(name for name, _actor in authors_of(self._connection, article.id))
        said = Metadata(
            article.title, article.outlet, article.published, authors, article.language, article.url
        )
        given = {field.name for field in fields(Metadata) if _is_said(field.name, said, own)}
        if article.url in self._shared:
            given.discard("url")
            self.left_out["addresses that several articles share"] += newest and own.url != article.url
        return ArticleNote(said, given=frozenset(given))

    def annotation(
        self, unit: Unit, article: ArticleNote, statements: Sequence[WrittenStatement], haystack: Haystack
    ) -> Annotation:
        """Return what an annotator recorded on a version, given the statements and the text."""
        by_claim: defaultdict[int, list[WrittenStatement]] = defaultdict(list)
        for statement in statements:
            by_claim[statement.claim_id].append(statement)
        claims = claims_numbered(self._connection, by_claim)
        reviews = self._reviews.at_home(unit, claims)
        roles = roles_on(self._connection, unit.version, unit.annotator)
        others = {*reviewers_of(reviews), *holders_of(roles)}
        naming = self._naming(unit, statements, claims, others)
        self.left_out["words that tell of a role, to which no quote leads"] += give_roles(
            roles, haystack, naming
        )
        page = _Page(
            haystack,
            naming,
            self._families.keys(unit.article).by_claim,
            self._relations(unit, claims),
            self._reviews.by_claim(unit, reviews, claims, haystack, naming),
        )
        self.counts["reviews"] += len(reviews)
        self.counts["roles"] += len(roles)
        noted = (self._claim(claims[number], stated, page) for number, stated in by_claim.items())
        annotator = None if unit.annotator is None else annotator_numbered(self._connection, unit.annotator)
        kept = tuple(each for each in noted if each.statements)
        return Annotation(HERE, article, page.naming.notes, kept, annotator)

    def _naming(
        self,
        unit: Unit,
        statements: Sequence[WrittenStatement],
        claims: Mapping[int, WrittenClaim],
        others: Iterable[int],
    ) -> Naming:
        actors = {link.actor_id for each in statements for link in each.chain if link.actor_id is not None}
        actors |= set(others)
        actors |= {actor for claim in claims.values() for actor, _role in claim.about}
        actors |= {actor for _name, actor in authors_of(self._connection, unit.article) if actor is not None}
        naming = Naming(actors_numbered(self._connection, actors))
        self._notes.declare_whole(naming.whole)
        self.left_out["names made up to tell actors apart"] += naming.made_up
        return naming

    def _claim(self, claim: WrittenClaim, stated: Sequence[WrittenStatement], page: _Page) -> ClaimNote:
        notes = tuple(note for each in stated if (note := self._statement(each, page)))
        self.counts["statements"] += len(notes)
        self.left_out["statements whose words no quote leads to"] += len(stated) - len(notes)
        number = stated[0].claim_id
        return ClaimNote(
            claim.sentence,
            HERE,
            notes,
            page.keys.get(number),
            claim.kind,
            claim.when,
            claim.status,
            tuple(AboutNote(page.naming.called(actor), role, HERE) for actor, role in claim.about),
            claim.topics,
            tuple(page.relations.get(number, ())),
            tuple(page.reviews.get(number, ())),
        )

    def _statement(self, stated: WrittenStatement, page: _Page) -> StatementNote | None:
        anchor = anchor_of(page.haystack, stated.spans)
        if anchor is None:
            return None
        chain, lost = chain_of(stated.chain, stated.spans, page.haystack, page.naming)
        self.left_out["words of speakers to which no quote leads"] += lost
        quote, before, after, occurrence = anchor
        return StatementNote(
            quote, HERE, before, after, occurrence, chain, stated.stance, stated.quotation, stated.said
        )

    def _relations(self, unit: Unit, claims: Mapping[int, WrittenClaim]) -> dict[int, list[RelationNote]]:
        """Return the relations that belong here: where the annotator states the claim, or it is at home."""
        found: defaultdict[int, list[RelationNote]] = defaultdict(list)
        for relation in relations_from(self._connection, claims):
            home = home_signed(self._connection, relation.claim_id, relation.annotator_id)
            if home == unit and (target := self._target(unit, relation.related_claim_id, claims)):
                by = self._reviews.signed(unit, relation.annotator_id)
                note = RelationNote(relation.kind, target, HERE, relation.rationale, by)
                found[relation.claim_id].append(note)
        self.counts["relations"] += sum(map(len, found.values()))
        return found

    def _target(self, unit: Unit, other: int, claims: Collection[int]) -> str | None:
        key = self._families.keys(unit.article).by_claim.get(other)
        if other in claims and key is not None:
            return key
        home = self._families.home(other)
        if home is None:
            return None
        return f"{self._file_of(home)}#{self._families.keys(home.article).by_claim[other]}"


def _is_said(field: str, said: Metadata, own: Metadata) -> bool:
    return bool(getattr(said, field)) or bool(getattr(own, field))
