"""Claims made up by rule: each depends on its number alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from benchmarks.asked import FREQUENT, MIDDLING, RARE, RARE_ACTOR_EVERY
from benchmarks.chance import Chance
from benchmarks.tongues import ACTORS, ENGLISH, TONGUES, TOPICS, WORDS, Tongue, actor, topic, word

CLAIMS_AN_ARTICLE: Final = 10
STANCES: Final = (*["asserts"] * 12, "denies", "questions", "predicts", "demands")
QUOTATIONS: Final = ("reported", "indirect", "direct", "free_indirect")
KINDS: Final = ("event", "policy", "forecast", None)
STATUSES: Final = (*["accepted"] * 15, "suggested")
SAID_AGAIN_EVERY: Final = 50


@dataclass(frozen=True, slots=True)
class Saying:
    """What is claimed, wherever it is said. ``when`` is EDTF; ``about`` names a subject and an object."""

    sentence: str
    kind: str | None
    when: str | None
    status: str
    about: tuple[str, str]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeClaim:
    """A claim as one article has it, with its statement. ``said`` is EDTF.

    ``key`` names it in its article; ``supports`` is the key of another of the same article.
    """

    saying: Saying
    quote: str
    speaker: str
    stance: str
    quotation: str
    said: str | None
    key: str | None
    supports: str | None


def make_claim(number: int) -> MadeClaim:
    """Return a claim; ten in a row stand in one article."""
    chance, tongue, place = Chance(2 * number), tongue_of(number), number % CLAIMS_AN_ARTICLE
    speaker = actor(chance.rank(ACTORS)) if number else FREQUENT.actor
    words = [word(tongue, chance.rank(WORDS)) for _ in range(4)]
    if number == 0:
        words[:3] = FREQUENT.word, MIDDLING.word, RARE.word
    return MadeClaim(
        saying=_saying(number),
        quote=tongue.quote.format(speaker=speaker, words=tongue.space.join(words), **_deed(number)),
        speaker=speaker,
        stance=chance.one_of(STANCES),
        quotation=chance.one_of(QUOTATIONS),
        said=date(chance, 2000, 25) if chance.one_in(10) else None,
        key=f"order-{number}" if place == 0 else None,
        supports=f"order-{number - place}" if place == CLAIMS_AN_ARTICLE // 2 and chance.one_in(2) else None,
    )


@lru_cache(maxsize=1)
def tongue_of(claim: int) -> Tongue:
    """Return the language of the article in which a claim stands; the first one is English."""
    article = claim // CLAIMS_AN_ARTICLE
    return Chance(~article).one_of(TONGUES) if article else ENGLISH


def date(chance: Chance, first: int, years: int) -> str:
    """Draw an EDTF date from some years: most are days, some months, years or two years."""
    year, precision = first + chance.below(years), chance.below(20)
    if precision == 0:
        return f"{year}"
    if precision == 1:
        return f"{year}/{year + 1}"
    month = f"{year}-{chance.below(12) + 1:02}"
    return month if precision <= 3 else f"{month}-{chance.below(28) + 1:02}"  # noqa: PLR2004 (two in twenty)


def _saying(number: int) -> Saying:
    """Return what a claim says; one in fifty says what any earlier one did."""
    if number % SAID_AGAIN_EVERY == SAID_AGAIN_EVERY - 1:
        earlier = Chance(number).below(number)
        return _saying(earlier - (earlier % SAID_AGAIN_EVERY == SAID_AGAIN_EVERY - 1))
    chance, tongue = Chance(2 * number + 1), tongue_of(number)
    subject, other = actor(chance.rank(ACTORS)), actor(chance.rank(ACTORS))
    topics = {topic(chance.rank(TOPICS)): None for _ in range(2 if chance.one_in(10) else 1)}
    if number % RARE_ACTOR_EVERY == 0 and number < 15 * RARE_ACTOR_EVERY:
        other = RARE.actor
    if number == 0:
        subject, topics = MIDDLING.actor, dict.fromkeys((FREQUENT.topic, MIDDLING.topic, RARE.topic))
    return Saying(
        sentence=tongue.claim.format(**_deed(number)),
        kind=chance.one_of(KINDS),
        when=date(chance, 1990, 35) if chance.below(10) < 6 else None,  # noqa: PLR2004 (six in ten are dated)
        status=chance.one_of(STATUSES),
        about=(subject, other),
        topics=tuple(topics),
    )


@lru_cache(maxsize=1)
def _deed(number: int) -> dict[str, str]:
    chance, tongue = Chance(-1 - 2 * number), tongue_of(number)
    return {
        "number": str(number),
        "town": chance.one_of(tongue.towns),
        "body": chance.one_of(tongue.bodies),
        "deed": chance.one_of(tongue.deeds),
    }
