"""Which files the annotations of an article go to, and by which keys its claims are known there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from claimsdb.exports.annotations.stems import Notes, ending_of, slug_of, stem_of
from claimsdb.queries.annotated import (
    annotator_numbered,
    annotators_on,
    each_name,
    home_of,
    keys_in,
    related_in,
    versions_of,
)
from claimsdb.records.annotation_export import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection

ENDING: Final = ".claims.yaml"
ACTORS: Final = "actors"
"""The stem of the files that declare the actors whom no other file declares whole."""

_REMEMBERED: Final = 1000
"""Articles and claims whose names and homes are remembered: others of a file often relate to the same."""


@dataclass(frozen=True, slots=True)
class Family:
    """The files of an article: the stem of each version's, the oldest first, and the name of each unit's."""

    stem: str
    versions: Mapping[int, str]
    units: Mapping[Unit, str]

    @property
    def newest(self) -> int:
        """Return the id of the newest version."""
        return [*self.versions][-1]


@dataclass(frozen=True, slots=True)
class Keys:
    """The key of each claim of an article that has one, and how many of them its own files gave."""

    by_claim: Mapping[int, str]
    kept: int


class Families:
    """Looks up the files and keys of any article, whichever is being written."""

    def __init__(self, connection: Connection, notes: Notes) -> None:
        self._connection, self._notes = connection, notes
        for number, file, title, media_type in each_name(connection):
            notes.name(number, stem_of(file, title, number), ending_of(file, media_type))
        self.family = lru_cache(_REMEMBERED)(self._family)
        self.keys = lru_cache(_REMEMBERED)(self._keys)
        self.home = lru_cache(_REMEMBERED)(lambda claim: home_of(connection, claim))

    def _family(self, article: int) -> Family:
        """Return the files of an article."""
        versions = versions_of(self._connection, article)
        stems = _stems(self._notes.stem(article), versions)
        on = annotators_on(self._connection, article)
        slugs = self._slugs({each for annotators in on.values() for each in annotators})
        units = {
            Unit(article, version, annotator): f"{stem}{slugs[annotator] if place else ''}{ENDING}"
            for version, stem in stems.items()
            for place, annotator in enumerate(on.get(version, [None]))
        }
        return Family(self._notes.stem(article), stems, units)

    def _slugs(self, annotators: set[int | None]) -> dict[int | None, str]:
        slugs: dict[int | None, str] = {}
        for annotator in sorted(annotators, key=lambda each: each or 0):
            slug = "unsigned"
            if annotator is not None:
                note = annotator_numbered(self._connection, annotator)
                slug = slug_of(f"{note.name} {note.version or ''}")
            slugs[annotator] = f".{_free(slug, {each[1:] for each in slugs.values()})}"
        return {**slugs, None: slugs.get(None, "")}

    def _keys(self, article: int) -> Keys:
        """Return the keys of an article's claims; one that others relate to gets one if it has none."""
        keys: dict[int, str] = {}
        kept = 0
        for key, claim in keys_in(self._connection, article):
            if claim not in keys:
                keys[claim] = _free(key, keys.values())
                kept += keys[claim] == key
        for claim in related_in(self._connection, article):
            home = self.home(claim)
            if claim not in keys and home is not None and home.article == article:
                keys[claim] = _free(f"claim-{claim}", keys.values())
        return Keys(keys, kept)


def _stems(stem: str, versions: Mapping[int, int]) -> dict[int, str]:
    """Return the stem of each version's text, so that the order of the names is that of the versions."""
    newest = max(versions.values())
    return {
        version: stem if number == newest else f"{stem}.{number:0{len(str(newest))}}"
        for version, number in versions.items()
    }


def _free(wanted: str, taken: Iterable[str]) -> str:
    used = set(taken)
    return next(each for each in _numbered(wanted) if each not in used)


def _numbered(word: str) -> Iterator[str]:
    yield word
    count = 2
    while True:
        yield f"{word}-{count}"
        count += 1
