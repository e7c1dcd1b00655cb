"""What a database holds, without its numbers, moments and file names: two that hold the same are equal."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimsdb.library import Database

    Row: TypeAlias = tuple[Any, ...]


def contents_of(database: Database) -> dict[str, list[Any]]:
    """Return everything by what it says; each list is sorted."""
    with database._reading() as connection:

        def ask(query: str) -> list[Row]:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

        return {name: sorted(rows, key=repr) for name, rows in _Contents(ask).all().items()}


class _Contents:
    def __init__(self, ask: Any) -> None:
        self._ask = ask
        self.actors = self._actors()
        self.articles = self._articles()
        self.claims = {
            number: said for number, *said in ask("SELECT id, sentence, event_date, kind, status FROM claims")
        }
        self.annotators = {
            number: tuple(said) for number, *said in ask("SELECT id, name, kind, version FROM annotators")
        }
        self.spans = {
            number: tuple(said)
            for number, *said in ask(
                "SELECT passages.id, article_id, number, start_char, end_char FROM passages "
                "JOIN versions ON versions.id = version_id"
            )
        }

    def all(self) -> dict[str, list[Any]]:
        about = _grouped(
            self._ask("SELECT claim_id, actor_id, role FROM claim_actors ORDER BY position, actor_id")
        )
        topics = _grouped(
            self._ask(
                "SELECT claim_id, path FROM claim_topics JOIN topics ON topics.id = topic_id ORDER BY path"
            )
        )
        return {
            "actors": list(self.actors.values()),
            "articles": list(self.articles.values()),
            "versions": self._versions(),
            "claims": [
                (*said, [(self.actors[actor], role) for actor, role in about[number]], topics[number])
                for number, said in self.claims.items()
            ],
            "statements": self._statements(),
            "relations": self._relations(),
            "reviews": self._reviews(),
            "roles": self._roles(),
            "merged": self._merged(),
            "judgements": self._judgements(),
            "carryings": self._carryings(),
            "topics": self._ask("SELECT path FROM topics"),
            "outlets": self._ask("SELECT name FROM outlets"),
        }

    def keys(self) -> set[Any]:
        query = (
            "SELECT key, article_id, claim_id FROM claim_keys "
            "JOIN annotation_files ON annotation_files.id = annotation_file_id"
        )
        return {
            (key, self.articles[article], *self.claims[claim][:2]) for key, article, claim in self._ask(query)
        }

    def _actors(self) -> dict[int, Row]:
        names = _grouped(self._ask("SELECT actor_id, name, kind, language FROM actor_names"))
        pairs = _grouped(self._ask("SELECT actor_id, scheme, value FROM actor_identifiers"))
        return {
            number: (name, kind, tuple(sorted(names[number], key=repr)), tuple(sorted(pairs[number])))
            for number, name, kind in self._ask("SELECT id, name, kind FROM actors")
        }

    def _articles(self) -> dict[int, Row]:
        wordings = _grouped(self._ask("SELECT article_id, number, text_sha256 FROM versions ORDER BY number"))
        authors = _grouped(self._ask("SELECT article_id, name FROM article_authors ORDER BY position"))
        found = self._ask(
            "SELECT articles.id, title, outlets.name, published, language, url FROM articles "
            "LEFT JOIN outlets ON outlets.id = outlet_id"
        )
        return {number: (*said, tuple(authors[number]), tuple(wordings[number])) for number, *said in found}

    def _versions(self) -> list[Row]:
        facts = _grouped(
            self._ask(
                "SELECT version_id, field, position, value, source, inferred FROM version_facts ORDER BY 2, 3"
            )
        )
        found = self._ask(
            "SELECT id, number, text, original_sha256, media_type, encoding, reader, reader_version "
            "FROM versions"
        )
        return [(*said, tuple(facts[number])) for number, *said in found]

    def _place(self, passage: int | None) -> Row | None:
        if passage is None:
            return None
        article, *span = self.spans[passage]
        return self.articles[article], *span

    def _statements(self) -> list[Row]:
        further = _grouped(
            self._ask(
                "SELECT statement_id, passage_id, role, position FROM statement_passages "
                "ORDER BY role, position"
            )
        )
        chains = _grouped(
            self._ask("SELECT statement_id, actor_id, label, quotation FROM attributions ORDER BY position")
        )
        found = self._ask(
            "SELECT id, claim_id, passage_id, annotator_id, stance, quotation, said FROM statements"
        )
        return [
            (
                tuple(self.claims[claim][:2]),
                self._place(passage),
                tuple((self._place(each), *role) for each, *role in further[number]),
                tuple((self.actors.get(actor), *said) for actor, *said in chains[number]),
                self.annotators.get(annotator),
                *said,
            )
            for number, claim, passage, annotator, *said in found
        ]

    def _relations(self) -> list[Row]:
        found = self._ask(
            "SELECT claim_id, related_claim_id, annotator_id, kind, rationale FROM claim_relations"
        )
        return [
            (self._claim(one), self._claim(other), self.annotators.get(annotator), *said)
            for one, other, annotator, *said in found
        ]

    def _claim(self, number: int | None) -> Row | None:
        return None if number is None else tuple(self.claims[number][:2])

    def _reviews(self) -> list[Row]:
        evidence = _grouped(
            self._ask(
                "SELECT review_id, passage_id, claim_id, url, note FROM claim_review_evidence "
                "ORDER BY position"
            )
        )
        found = self._ask(
            "SELECT id, claim_id, annotator_id, reviewer_id, rating, rating_value, best_rating, "
            "worst_rating, rationale, reviewed, reviewed_earliest, reviewed_latest, url FROM claim_reviews"
        )
        return [
            (
                self._claim(claim),
                self.annotators.get(annotator),
                self.actors.get(reviewer),
                *said,
                tuple(
                    (self._place(passage), self._claim(other), *told)
                    for passage, other, *told in evidence[number]
                ),
            )
            for number, claim, annotator, reviewer, *said in found
        ]

    def _roles(self) -> list[Row]:
        found = self._ask(
            "SELECT actor_id, organisation_id, passage_id, annotator_id, title, since, until FROM actor_roles"
        )
        return [
            (
                self.actors[actor],
                self.actors.get(of),
                self._place(passage),
                self.annotators.get(annotator),
                *said,
            )
            for actor, of, passage, annotator, *said in found
        ]

    def _merged(self) -> list[Row]:
        query = "SELECT id, merged_into_id FROM actors WHERE merged_into_id IS NOT NULL"
        return [(self.actors[one], self.actors[into]) for one, into in self._ask(query)]

    def _judgements(self) -> list[Row]:
        """Return the judgements that stand, and that annotations can tell."""
        found = self._ask(
            "SELECT actor_id, other_id, annotator_id, judgement, rationale FROM actor_judgements AS made "
            "WHERE judgement IN ('merge', 'distinct') AND NOT EXISTS "
            "(SELECT 1 FROM actor_judgements AS undoing WHERE undoing.undoes_id = made.id)"
        )
        return [
            (self.actors.get(one), self.actors.get(other), self.annotators.get(annotator), *said)
            for one, other, annotator, *said in found
        ]

    def _carryings(self) -> list[Row]:
        found = self._ask(
            "SELECT from_passage_id, passage_id, number, found, latest FROM carryings "
            "JOIN versions ON versions.id = version_id"
        )
        return [(self._place(one), self._place(other), *said) for one, other, *said in found]


def keys_of(database: Database) -> set[Any]:
    """Return the keys of claims, with the article and the claim."""
    with database._reading() as connection:
        return _Contents(lambda query: [tuple(row) for row in connection.exec_driver_sql(query)]).keys()


def _grouped(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for number, *rest in rows:
        found[number].append(tuple(rest))
    return found
