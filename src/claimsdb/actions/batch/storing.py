"""Stores texts of articles that are new: all their rows at once, a handful of texts at a time.

What it leaves in the tables is what the careful way of ``actions/load.py`` would leave; a property test
holds the two to each other. Whatever is doubtful about a text is left to that way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from claimsdb.actions.actor_directory import ActorDirectory
from claimsdb.actions.actors import ActorBook
from claimsdb.actions.batch.claim_directory import ClaimDirectory, KnownClaim
from claimsdb.actions.batch.known_texts import KnownTexts
from claimsdb.actions.registers import Registers
from claimsdb.database.clock import now
from claimsdb.database.dialect import dialect_of
from claimsdb.database.listings import fill_listings
from claimsdb.database.rows import Rows, insert
from claimsdb.errors.actions import AmbiguousNameError
from claimsdb.records.loading import ADDED, ClaimChanges, LoadOutcome
from claimsdb.records.ready import (
    ABOUT,
    CHAIN,
    KEY,
    KIND,
    RELATIONS,
    SENTENCE,
    STANCE,
    STATEMENTS,
    TOPICS,
    WHEN,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from claimsdb.actions.batch.claim_directory import Saying
    from claimsdb.records.ready import ReadyClaim, ReadyStatement, ReadyText

Link: TypeAlias = tuple[int | None, str | None, str | None]
"""A link of a chain: actor's number, label, quotation."""

UNKNOWN = (None, None, None)

MANY: Final = (
    *("claims", "claims_search", "claim_topics", "claim_actors"),
    *("passages", "passages_search", "statements", "attributions"),
)
"""The tables that most rows are for."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom the names of a text mean: numbers of actors for its bylines, claims and chains of speakers.

    ``by_claim`` are the places of its claims in the order in which their speakers were named.
    """

    notes: tuple[str, ...]
    authors: list[int | None]
    about: list[list[tuple[int, str]]]
    chains: list[list[list[Link]]]
    by_claim: Sequence[int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the statements of a text go, and what they share."""

    article: int
    version: int
    source: int
    annotator: int | None
    moment: str


class Storing:
    """A handful of texts on their way into the tables; ``write`` must follow the last ``store``."""

    def __init__(self, connection: Connection, texts: Sequence[ReadyText]) -> None:
        self._connection = connection
        self._rows = Rows(connection)
        self._registers = Registers(connection, self._rows)
        paths = {path for text in texts for claim in text.claims for path in claim[TOPICS]}
        self._registers.look_up((text.outlet for text in texts), paths)
        self._known = KnownTexts(connection, texts)
        self._actors = ActorDirectory(connection, self._rows)
        for text in texts:
            self._actors.folded |= text.names
        declared = [note for text in texts for note in text.actors]
        self._actors.look_up(self._actors.folded, (pair for note in declared for pair in note.identifiers))
        names = (self._actors.fold(note.name) for note in declared)
        named = (actor for name in names for actor in self._actors.mainly_named(name))
        identified = (actor for note in declared for actor in self._actors.identified(note.identifiers))
        self._actors.describe((*named, *identified))
        self._claims = ClaimDirectory(connection, self._rows)
        self._claims.look_up(_saying(claim) for text in texts for claim in text.claims)
        self._ties: list[tuple[str, tuple[object, ...]]] = []
        self._many = {table: self._rows.waiting(table) for table in MANY}

    def store(self, text: ReadyText) -> LoadOutcome | None:
        """Take a text in and return what became of it, or None, with nothing taken in, if it needs care."""
        sayings = [_saying(claim) for claim in text.claims]
        if not self._known.is_new(text) or self._is_doubtful(text, sayings):
            return None
        mark = self._rows.mark()
        try:
            named = self._name(text, _by_claim(sayings))
        except AmbiguousNameError:
            self._rows.go_back(mark)
            return None
        self._known.add(text)
        return self._store(text, sayings, named)

    def __bool__(self) -> bool:
        """Tell whether anything waits to be written."""
        return bool(self._rows)

    def write(self) -> None:
        """Write what was taken in."""
        if not self._rows:
            return
        self._rows.write(("outlets", "annotators", "actors", "actor_names", "actor_identifiers", "topics"))
        for table, row in self._ties:
            insert(self._connection, table, [row])
        stated = [row[0] for row in self._rows.waiting("statements")]
        with dialect_of(self._connection).derived_by_hand(self._connection):
            self._rows.write()
            if stated:
                fill_listings(self._connection, stated[0], stated[-1])
        self._rows.settle()

    def _is_doubtful(self, text: ReadyText, sayings: Sequence[Saying]) -> bool:
        known = [self._claims.get(saying) for saying in sayings]
        if any(claim is not None and (claim.is_split or not claim.is_stated) for claim in known):
            return True
        # Relations by way of two claims that were known before may be known too, or lead back to themselves.
        ends = (
            known[end]
            for place, claim in enumerate(text.claims)
            for _kind, other, _rationale in claim[RELATIONS]
            for end in (place, other)
        )
        return len({claim.id for claim in ends if claim is not None}) > 1

    def _name(self, text: ReadyText, by_claim: Sequence[int]) -> Named:
        book = ActorBook(self._actors)
        for note in text.actors:
            book.declare(note)
        authors = [actor.id if (actor := book.author(name)) else None for name in text.authors]
        about = [[(book.actor(name).id, role) for name, role in claim[ABOUT]] for claim in text.claims]
        chains: list[list[list[Link]]] = [[] for _ in text.claims]
        for place in by_claim:
            chains[place] = [_chain(book, statement) for statement in text.claims[place][STATEMENTS]]
        return Named(tuple(book.notes), authors, about, chains, by_claim)

    def _store(self, text: ReadyText, sayings: Sequence[Saying], named: Named) -> LoadOutcome:
        article = self._add_article(text, named)
        version = self._add_version(text, article)
        if text.annotation_file is None:
            return LoadOutcome(text.name, ADDED, article)
        moment = now()
        source = self._rows.number("annotation_files")
        self._rows.add(
            "annotation_files", source, article, text.annotation_file, text.annotation_sha256, moment
        )
        annotator = self._registers.annotator(text.annotator)
        place = Place(article, version, source, annotator, moment)
        if text.standoff is not None:
            number = self._rows.number("standoffs")
            self._rows.add("standoffs", number, source, version, annotator, text.standoff)
        notes = [*named.notes]
        claims = self._add_claims(text, sayings, named, place, notes)
        self._add_statements(text, named, place, claims)
        self._relate(text, place, claims)
        said = {claim.id: note[SENTENCE] for claim, note in zip(claims, text.claims, strict=True)}
        added = ClaimChanges(added=tuple(said.values()))
        return LoadOutcome(text.name, ADDED, article, added, notes=tuple(notes))

    def _add_article(self, text: ReadyText, named: Named) -> int:
        number, outlet = self._rows.number("articles"), self._registers.outlet(text.outlet)
        days = text.published or UNKNOWN
        self._rows.add("articles", number, outlet, text.title, *days, text.language, text.url, text.file)
        for position, (name, actor) in enumerate(zip(text.authors, named.authors, strict=True), start=1):
            self._rows.add("article_authors", number, position, name, actor)
        return number

    def _add_version(self, text: ReadyText, article: int) -> int:
        number = self._rows.number("versions")
        original = text.text.encode() if text.original is None else text.original
        wording = (text.text, text.text_sha256, original, text.original_sha256)
        reading = (text.media_type, text.encoding, text.reader, text.reader_version)
        self._rows.add("versions", number, article, 1, *wording, *reading, text.origin, now())
        for fact in text.facts:
            self._rows.add("version_facts", number, *fact)
        return number

    def _add_claims(
        self, text: ReadyText, sayings: Sequence[Saying], named: Named, place: Place, notes: list[str]
    ) -> list[KnownClaim]:
        claims: list[KnownClaim] = []
        for note, saying, about in zip(text.claims, sayings, named.about, strict=True):
            claim = self._claims.get(saying)
            if claim is None:
                claim = self._add_claim(note, saying, about)
            else:
                notes += () if claim in claims else _differences(claim, note)
                self._describe(claim, note, about)
            if note[KEY] is not None:
                self._rows.add("claim_keys", place.source, note[KEY], claim.id)
            claims.append(claim)
        return claims

    def _add_claim(self, note: ReadyClaim, saying: Saying, about: list[tuple[int, str]]) -> KnownClaim:
        sentence, words, kind, when, status, _key, _about, paths, *_ = note
        topics = list(dict.fromkeys(map(self._registers.topic, paths)))
        claim = self._claims.add(saying, kind, status, list(dict.fromkeys(about)), topics)
        number = claim.id
        self._many["claims"].append((number, sentence, kind, *(when or UNKNOWN), status))
        self._many["claims_search"].append((number, words))
        self._many["claim_topics"] += [(number, topic) for topic in topics]
        self._many["claim_actors"] += [(number, *each, at) for at, each in enumerate(claim.about, start=1)]
        return claim

    def _describe(self, claim: KnownClaim, note: ReadyClaim, about: list[tuple[int, str]]) -> None:
        """Add what a note says more of a claim that is known."""
        if claim.kind is None and note[KIND] is not None:
            claim.kind = note[KIND]
            self._rows.change("claims", claim.id, "kind", claim.kind)
        for topic in (self._registers.topic(path) for path in note[TOPICS]):
            if topic not in claim.topics:
                claim.topics.append(topic)
                self._tie(claim, "claim_topics", claim.id, topic)
        for actor, role in about:
            if (actor, role) not in claim.about:
                claim.about.append((actor, role))
                self._tie(claim, "claim_actors", claim.id, actor, role, len(claim.about))

    def _tie(self, claim: KnownClaim, table: str, *row: object) -> None:
        # What is tied to a claim that is there already concerns its earlier statements too, so it
        # goes past the triggers that know them.
        if claim.is_new:
            self._rows.add(table, *row)
        else:
            self._ties.append((table, row))

    def _add_statements(self, text: ReadyText, named: Named, place: Place, claims: list[KnownClaim]) -> None:
        passages: dict[tuple[int, int], int] = {}
        recorded = (place.annotator, place.source, place.moment)
        for number in named.by_claim:
            chains = named.chains[number]
            for statement, chain in zip(text.claims[number][STATEMENTS], chains, strict=True):
                stance, quotation, said, further = statement[STANCE:]
                passage = self._passage(statement[:4], place, passages)
                stated = self._rows.number("statements")
                dates = said or UNKNOWN
                row = (stated, claims[number].id, passage, stance, quotation, *dates, *recorded)
                self._many["statements"].append(row)
                self._many["attributions"] += [(stated, at, *each) for at, each in enumerate(chain, start=1)]
                for start, end, quote, words, role, position in further:
                    other = self._passage((start, end, quote, words), place, passages)
                    self._rows.add("statement_passages", stated, role, position, other)

    def _passage(
        self, stands: tuple[int, int, str, str], place: Place, known: dict[tuple[int, int], int]
    ) -> int:
        """Return the number of a passage (start, end, quote, its search form), added if it is not known."""
        start, end, quote, words = stands
        if (number := known.get((start, end))) is not None:
            return number
        number = known[start, end] = self._rows.number("passages")
        self._many["passages"].append((number, place.version, start, end, quote))
        self._many["passages_search"].append((number, words))
        return number

    def _relate(self, text: ReadyText, place: Place, claims: list[KnownClaim]) -> None:
        related = {
            (claims[number].id, claims[other].id, kind): rationale
            for number, note in enumerate(text.claims)
            for kind, other, rationale in note[RELATIONS]
        }
        for (claim, other, kind), rationale in related.items():
            self._rows.add("claim_relations", claim, other, kind, rationale, place.annotator, place.source)


def _saying(claim: ReadyClaim) -> Saying:
    return claim[SENTENCE], when[0] if (when := claim[WHEN]) else None


def _by_claim(sayings: Sequence[Saying]) -> Sequence[int]:
    """Return the places of the notes, those that say the same claim one after the other."""
    if len(set(sayings)) == len(sayings):
        return range(len(sayings))
    first: dict[Saying, int] = {}
    for place, saying in enumerate(sayings):
        first.setdefault(saying, place)
    return sorted(range(len(sayings)), key=lambda place: first[sayings[place]])


def _chain(book: ActorBook, statement: ReadyStatement) -> list[Link]:
    return [
        (None, label, quotation) if name is None else (book.actor(name).id, None, quotation)
        for name, label, quotation in statement[CHAIN]
    ]


def _differences(claim: KnownClaim, note: ReadyClaim) -> Iterator[str]:
    sentence, _words, kind, _when, status, *_ = note
    for word, theirs, ours in (("kind", claim.kind, kind), ("status", claim.status, status)):
        if theirs and ours and theirs != ours:
            yield f"«{sentence}» is claimed elsewhere too: its {word} stays {theirs}, not {ours}"
