"""The rows that JSON Lines of the made-up corpus become, made by hand as plainly as can be.

No schema of annotations is checked, no variant spelling matched, and nothing is looked for in the
database: names and sentences are remembered from the first line on.
"""

from __future__ import annotations

import calendar
import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from claimsdb.text.search_form import search_form

if TYPE_CHECKING:
    from pathlib import Path

NOW: Final = "2026-01-01T00:00:00Z"
TABLES: Final = {
    "outlets": "id name name_folded",
    "actors": "id name kind",
    "actor_names": "actor_id name name_folded kind",
    "topics": "id parent_id name path",
    "articles": "id outlet_id title published published_earliest published_latest language",
    "versions": "id article_id number text text_sha256 original original_sha256 media_type encoding reader "
    "reader_version origin observed_at",
    "annotation_files": "id article_id file sha256 loaded_at",
    "claims": "id sentence kind event_date event_earliest event_latest status",
    "claim_keys": "annotation_file_id key claim_id",
    "claim_actors": "claim_id actor_id role position",
    "claim_topics": "claim_id topic_id",
    "passages": "id version_id start_char end_char quote",
    "statements": "id claim_id passage_id stance quotation said said_earliest said_latest "
    "annotation_file_id recorded_at",
    "attributions": "statement_id position actor_id",
    "claim_relations": "claim_id related_claim_id kind annotation_file_id",
    "claims_search": "rowid words",
    "passages_search": "rowid words",
}


class MadeRows:
    """The rows of the articles that were taken in, until they are written and cleared."""

    def __init__(self, lines: Path, *, searchable: bool) -> None:
        self._lines, self._searchable = lines, searchable
        self.rows: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self.changed: dict[int, str] = {}
        self._last: defaultdict[str, int] = defaultdict(int)
        self._outlets: dict[str, int] = {}
        self._actors: dict[str, int] = {}
        self._names: set[tuple[int, str]] = set()
        self._kinds: dict[int, str | None] = {}
        self._topics: dict[str, int] = {}
        self._claims: dict[tuple[str, str | None], int] = {}

    def _number(self, table: str) -> int:
        """Return the number of the next row."""
        self._last[table] += 1
        return self._last[table]

    def _outlet(self, name: str) -> int:
        """Return the outlet of that name, added if new."""
        if name not in self._outlets:
            self._outlets[name] = self._number("outlets")
            self.rows["outlets"].append((self._outlets[name], name, name.casefold()))
        return self._outlets[name]

    def _actor(self, name: str, kind: str | None = None) -> int:
        """Return the actor of that name, added if new; one whose kind was unknown is given its kind."""
        found = self._actors.get(name)
        if found is None:
            found = self._actors[name] = self._number("actors")
            self._kinds[found] = kind
            self._names.add((found, name))
            self.rows["actors"].append((found, name, kind))
            self.rows["actor_names"].append((found, name, name.casefold(), "full"))
        elif kind is not None and self._kinds[found] is None:
            self._kinds[found] = self.changed[found] = kind
        return found

    def _declare(self, noted: dict[str, Any]) -> None:
        """Make the rows of what an article says of an actor."""
        found = self._actor(noted["name"], noted.get("kind"))
        for alias in noted["aliases"]:
            if (found, alias) not in self._names:
                self._names.add((found, alias))
                self.rows["actor_names"].append((found, alias, alias.casefold(), "alias"))

    def _topic(self, of: str) -> int:
        """Return the topic at a path, added if new."""
        if of not in self._topics:
            above, _, name = of.rpartition(" > ")
            parent = self._topic(above) if above else None
            self._topics[of] = self._number("topics")
            self.rows["topics"].append((self._topics[of], parent, name, of))
        return self._topics[of]

    def take_in(self, line: bytes) -> None:
        """Make the rows of one article."""
        record = json.loads(line)
        noted, text = record["article"], record["text"]
        article, version, source = (
            self._number("articles"),
            self._number("versions"),
            self._number("annotation_files"),
        )
        original = text.encode()
        digest = hashlib.sha256(original).hexdigest()
        name, day = noted.get("outlet"), noted.get("published")
        at = self._outlet(name) if name else None
        self.rows["articles"].append((article, at, noted["title"], *days(day), noted["language"]))
        read = ("text/plain", "utf-8", "hand", "1", str(self._lines), NOW)
        self.rows["versions"].append((version, article, 1, text, digest, original, digest, *read))
        sha256 = hashlib.sha256(line.rstrip(b"\n")).hexdigest()
        self.rows["annotation_files"].append((source, article, self._lines.name, sha256, NOW))
        for each in record["actors"]:
            self._declare(each)
        keys: dict[str, int] = {}
        for each in record["claims"]:
            self._take_in_claim(each, text, (version, source), keys)

    def _take_in_claim(
        self, noted: dict[str, Any], text: str, place: tuple[int, int], keys: dict[str, int]
    ) -> None:
        """Make the rows of one claim, if it is new, and of its statement."""
        version, source = place
        saying = noted["claim"], noted.get("when")
        claim = self._claims[saying] if saying in self._claims else self._add_claim(noted, saying)
        quote = noted["quote"]
        start, passage, statement = text.index(quote), self._number("passages"), self._number("statements")
        self.rows["passages"].append((passage, version, start, start + len(quote), quote))
        how = noted["stance"], noted["quotation"], *days(noted.get("said"))
        self.rows["statements"].append((statement, claim, passage, *how, source, NOW))
        for position, name in enumerate(noted["speakers"], start=1):
            self.rows["attributions"].append((statement, position, self._actor(name)))
        if self._searchable:
            self.rows["passages_search"].append((passage, search_form(quote)))
        if key := noted.get("key"):
            keys[key] = claim
            self.rows["claim_keys"].append((source, key, claim))
        for relation in noted.get("relations", ()):
            self.rows["claim_relations"].append((claim, keys[relation["supports"]], "supports", source))

    def _add_claim(self, noted: dict[str, Any], saying: tuple[str, str | None]) -> int:
        """Make the rows of a claim, of whom it is about and of its topics; return its number."""
        claim = self._claims[saying] = self._number("claims")
        sentence, when = saying
        self.rows["claims"].append((claim, sentence, noted.get("kind"), *days(when), noted["status"]))
        subject, other = noted["about"]
        self.rows["claim_actors"].append((claim, self._actor(subject), "subject", 1))
        self.rows["claim_actors"].append((claim, self._actor(other["object"]), "object", 2))
        for of in noted["topics"]:
            self.rows["claim_topics"].append((claim, self._topic(of)))
        if self._searchable:
            self.rows["claims_search"].append((claim, search_form(sentence)))
        return claim


def days(date: str | None) -> tuple[str | None, str | None, str | None]:
    """Return a date with its first and last day: an EDTF day, month, year or interval of years."""
    if date is None or len(date) == len("2017-02-15"):
        return date, date, date
    begin, _, end = date.partition("/")
    end = end or begin
    if len(end) == len("2017-02"):
        end += f"-{calendar.monthrange(*map(int, end.split('-')))[1]}"
    return date, begin + "-01-01"[len(begin) - 4 :], end + "-12-31"[len(end) - 4 :]
