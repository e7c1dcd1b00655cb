"""Actors, articles, mentions and statements → entities of FollowTheMoney (https://followthemoney.tech).

Only fields of its published schema are used, each value within the bounds that it sets.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final
from uuid import uuid5

from claimsdb.formats.annotation_body import FAMILY, number_of
from claimsdb.formats.iso_639_3 import language_code
from claimsdb.text.iso_prefix import date_prefix
from claimsdb.text.page_words import web_address
from claimsdb.text.told_as import called, told_as

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from claimsdb.records.entities import ActorFacts, ArticleFacts, NamedIn, Uttered
    from claimsdb.records.told_claims import ToldActor

    Properties = dict[str, list[str]]
    Entity = dict[str, str | Properties]

SCHEMATA: Final = {
    "person": "Person",
    "organisation": "Organization",
    "outlet": "Organization",
    "state": "PublicBody",
}
"""The schema of each kind of actors; a group, and an actor of unknown kind, is a legal entity of any sort."""

ANYBODY: Final = "LegalEntity"
NAMES: Final = {"former": "previousName", "short": "weakAlias"}
"""The fields of names by their kinds; the others are aliases."""

LONGEST_NAME: Final = 384
LONGEST_STRING: Final = 1024
LONGEST_TEXT: Final = 65_000
"""The most characters that a value may have; a longer text is several values."""

_ITEM: Final = re.compile(r"Q[1-9][0-9]{0,20}")


class Entities:
    """Makes entities; ``lost`` counts what is reduced or left out, by what it is."""

    def __init__(self, lost: Counter[str]) -> None:
        self._lost = lost

    def actor(self, facts: ActorFacts) -> Entity:
        """Return a person, an organisation, a public body, or a legal entity of any sort."""
        actor, schema = facts.actor, schema_of(facts.actor)
        properties: Properties = {"name": [self._cut(actor.name, LONGEST_NAME)]}
        for name, kind in facts.names:
            values = properties.setdefault(NAMES.get(kind or "", "alias"), [])
            if (cut := self._cut(name, LONGEST_NAME)) not in (*values, *properties["name"]):
                values.append(cut)
        for scheme, value in actor.identifiers:
            self._identify(properties, scheme, value)
        if schema == "Person":
            properties["position"] = [self._cut(each, LONGEST_STRING) for each in facts.roles]
        else:
            self._lost["roles of others than people"] += len(facts.roles)
        return _entity(id_of_actor(actor), schema, properties)

    def article(self, facts: ArticleFacts) -> Entity:
        """Return an article, with its text if that is given."""
        url = self._address(facts.url)
        title = [self._cut(facts.title, LONGEST_STRING)] if facts.title else []
        file = facts.file or (f"{facts.first_sha256}.txt" if facts.first_sha256 else None)
        properties: Properties = {
            "title": title,
            "fileName": [self._cut(file, LONGEST_STRING)] if file else [],
            "publishedAt": self._date(facts.published),
            "sourceUrl": url,
            "publisher": [self._cut(facts.outlet, LONGEST_STRING)] if facts.outlet else [],
            "author": [self._cut(each, LONGEST_STRING) for each in facts.authors],
            "language": self._language(facts.language),
            "mimeType": [facts.media_type.partition(";")[0].strip()] if facts.media_type else [],
            "retrievedAt": [facts.observed_at.removesuffix("Z")] if facts.observed_at else [],
            "bodyText": list(_parts(facts.text)) if facts.text is not None else [],
        }
        return _entity(id_of_article(facts.number, facts.first_sha256), "Article", properties)

    def mention(self, named: NamedIn) -> Entity:
        """Return the mention of a name in an article; a name of several actors is nobody's."""
        article, name = id_of_article(named.article, named.first_sha256), self._cut(named.name, LONGEST_NAME)
        schemata = dict.fromkeys(SCHEMATA.get(kind or "", ANYBODY) for kind in named.kinds)
        resolved = id_of_actor(named.actor) if named.actor else None
        self._lost["mentions of a name that several actors have"] += resolved is None
        properties: Properties = {
            "document": [article],
            "name": [name],
            "resolved": [resolved] if resolved else [],
            "detectedSchema": list(schemata),
        }
        return _entity(_id("mention", article, name, resolved or ""), "Mention", properties)

    def statement(self, uttered: Uttered) -> Entity:
        """Return the event that somebody says something: who, of whom, when, and in which article."""
        statement = uttered.statement
        article = called(statement.title, statement.file, statement.article_id)
        told = told_as(uttered.chain, article, statement.stance, statement.claim)
        name = self._cut(told, LONGEST_NAME)
        quote = " … ".join(each.span.quote for each in statement.passages)
        properties: Properties = {
            "name": [name],
            "summary": list(_parts(told)) if name != told else [],
            "description": list(_parts(quote)),
            "date": self._date(statement.said or uttered.published),
            "involved": [id_of_actor(each) for each in uttered.actors],
            "proof": [id_of_article(statement.article_id, uttered.first_sha256)],
            "sourceUrl": self._address(statement.url),
            "publisher": [self._cut(uttered.outlet, LONGEST_STRING)] if uttered.outlet else [],
            "keywords": [self._cut(each, LONGEST_STRING) for each in statement.topics],
        }
        return _entity(number_of(statement).hex, "Event", properties)

    def _identify(self, properties: Properties, scheme: str, value: str) -> None:
        if scheme == "wikidata" and _ITEM.fullmatch(value):
            properties.setdefault("wikidataId", []).append(value)
        elif scheme == "url" and web_address(value) == value:
            properties.setdefault("sourceUrl", []).append(value)
        else:
            self._lost["identifiers of other schemes"] += 1

    def _date(self, edtf: str | None) -> list[str]:
        if edtf is None:
            return []
        prefix = date_prefix(edtf)
        if prefix is None:
            self._lost["dates left out: no year is certain"] += 1
            return []
        self._lost["dates reduced to a day, month or year"] += prefix != edtf
        return [prefix]

    def _address(self, url: str | None) -> list[str]:
        if url is not None and web_address(url) != url:
            self._lost["addresses that are none of the web"] += 1
            return []
        return [] if url is None else [url]

    def _language(self, tag: str | None) -> list[str]:
        code = language_code(tag) if tag else None
        self._lost["languages that have no code there"] += tag is not None and code is None
        return [code] if code else []

    def _cut(self, words: str, longest: int) -> str:
        words = " ".join(words.split())
        if len(words) <= longest:
            return words
        self._lost["names and titles that were cut"] += 1
        return words[: longest - 1].rstrip() + "…"


def line_of(entity: Entity) -> str:
    """Return an entity as a line of JSON."""
    return json.dumps(entity, ensure_ascii=False) + "\n"


def schema_of(actor: ToldActor) -> str:
    """Return the schema of an actor."""
    return SCHEMATA.get(actor.kind or "", ANYBODY)


def id_of_actor(actor: ToldActor) -> str:
    """Return the id of an actor: made of its item in Wikidata, or else of its number and name here."""
    items = sorted(value for scheme, value in actor.identifiers if scheme == "wikidata")
    return _id("actor", *items[:1]) if items else _id("actor", str(actor.number), actor.name)


def id_of_article(number: int, first_sha256: str | None) -> str:
    """Return the id of an article, made of its number here and its first wording, if it has any."""
    return _id("article", str(number), *([first_sha256] if first_sha256 else []))


def _id(*parts: str) -> str:
    return uuid5(FAMILY, json.dumps(parts)).hex


def _entity(name: str, schema: str, properties: Properties) -> Entity:
    held = {field: list(dict.fromkeys(values)) for field, values in properties.items()}
    return {"id": name, "schema": schema, "properties": {field: each for field, each in held.items() if each}}


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts that are not too long, cut at ends of lines where there are any."""
    while len(text) > LONGEST_TEXT:
        end = text.rfind("\n", 1, LONGEST_TEXT) + 1 or LONGEST_TEXT
        yield text[:end]
        text = text[end:]
    if text.strip():
        yield text
