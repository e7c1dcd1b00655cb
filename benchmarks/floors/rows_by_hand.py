"""The rows of JSON Lines, made by hand: names and sentences are remembered from the first line on.

No schema of annotations is checked, no variant spelling matched, and nothing is looked for in the database.
"""

from __future__ import annotations

import calendar
import hashlib
import json
from collections import defaultdict
from typing import Any, Final

NOW: Final = "2026-01-01T00:00:00Z"
TABLES: Final = {
    "outlets": "id name name_folded",
    "actors": "id name kind",
    "actor_names": "id actor_id name name_folded kind",
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
    "attributions": "id statement_id position actor_id",
    "claim_relations": "id claim_id related_claim_id kind annotation_file_id",
}

rows: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
last: defaultdict[str, int] = defaultdict(int)
changed: dict[int, str] = {}
"""Actors that are there already and whose kind was not known."""

_outlets: dict[str, int] = {}
_actors: dict[str, int] = {}
_kinds: dict[int, str | None] = {}
_names: set[tuple[int, str]] = set()
_topics: dict[str, int] = {}
_claims: dict[tuple[str, str | None], int] = {}


def take_in(line: bytes, file: str) -> None:
    """Make the rows of one article."""
    record = json.loads(line)
    noted, text = record["article"], record["text"]
    original = text.encode()
    digest = hashlib.sha256(original).hexdigest()
    name = noted.get("outlet")
    head = noted["title"], *_days(noted.get("published")), noted["language"]
    article = _add("articles", _outlet(name) if name else None, *head)
    read = ("text/plain", "utf-8", "hand", "1", file, NOW)
    version = _add("versions", article, 1, text, digest, original, digest, *read)
    source = _add("annotation_files", article, file, hashlib.sha256(line).hexdigest(), NOW)
    for each in record["actors"]:
        _declare(each)
    keys: dict[str, int] = {}
    for each in record["claims"]:
        _take_in_claim(each, text, (version, source), keys)


def _add(table: str, *values: object) -> int:
    last[table] += 1
    rows[table].append((last[table], *values))
    return last[table]


def _outlet(name: str) -> int:
    if name not in _outlets:
        _outlets[name] = _add("outlets", name, name.casefold())
    return _outlets[name]


def _actor(name: str, kind: str | None = None) -> int:
    found = _actors.get(name)
    if found is None:
        found = _actors[name] = _add("actors", name, kind)
        _kinds[found] = kind
        _name(found, name, "full")
    elif kind is not None and _kinds[found] is None:
        _kinds[found] = changed[found] = kind
    return found


def _name(actor: int, name: str, kind: str | None) -> None:
    if (actor, name) not in _names:
        _names.add((actor, name))
        _add("actor_names", actor, name, name.casefold(), kind)


def _declare(noted: dict[str, Any]) -> None:
    found = _actor(noted["name"], noted.get("kind"))
    for alias in noted["aliases"]:
        _name(found, alias, None)


def _topic(path: str) -> int:
    if path not in _topics:
        above, _, name = path.rpartition(" > ")
        _topics[path] = _add("topics", _topic(above) if above else None, name, path)
    return _topics[path]


def _days(date: str | None) -> tuple[str | None, str | None, str | None]:
    """Return a date with its first and last day: an EDTF day, month, year or interval of years."""
    if date is None or len(date) == len("2017-02-15"):
        return date, date, date
    begin, _, end = date.partition("/")
    end = end or begin
    if len(end) == len("2017-02"):
        end += f"-{calendar.monthrange(*map(int, end.split('-')))[1]}"
    return date, begin + "-01-01"[len(begin) - 4 :], end + "-12-31"[len(end) - 4 :]


def _take_in_claim(noted: dict[str, Any], text: str, place: tuple[int, int], keys: dict[str, int]) -> None:
    version, source = place
    saying = noted["claim"], noted.get("when")
    claim = _claims[saying] if saying in _claims else _add_claim(noted, saying)
    quote = noted["quote"]
    start = text.index(quote)
    passage = _add("passages", version, start, start + len(quote), quote)
    how = noted["stance"], noted["quotation"], *_days(noted.get("said"))
    statement = _add("statements", claim, passage, *how, source, NOW)
    for position, name in enumerate(noted["speakers"], start=1):
        _add("attributions", statement, position, _actor(name))
    if key := noted.get("key"):
        keys[key] = claim
        rows["claim_keys"].append((source, key, claim))
    for relation in noted.get("relations", ()):
        _add("claim_relations", claim, keys[relation["supports"]], "supports", source)


def _add_claim(noted: dict[str, Any], saying: tuple[str, str | None]) -> int:
    sentence, when = saying
    claim = _claims[saying] = _add("claims", sentence, noted.get("kind"), *_days(when), noted["status"])
    subject, other = noted["about"]
    rows["claim_actors"].append((claim, _actor(subject), "subject", 1))
    rows["claim_actors"].append((claim, _actor(other["object"]), "object", 2))
    rows["claim_topics"] += [(claim, _topic(path)) for path in noted["topics"]]
    return claim
