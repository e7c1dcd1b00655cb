"""What benchmarks ask the made-up corpus for; all of it is there from thirty claims up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks.tongues import ACTORS, ENGLISH, OUTLETS, TOPICS, WORDS, actor, outlet, topic, word


@dataclass(frozen=True, slots=True)
class Asked:
    """A name or word of each sort that is about as frequent."""

    actor: str
    outlet: str
    topic: str
    word: str


FREQUENT: Final = Asked(actor(1), outlet(1), topic(1), word(ENGLISH, 4))
"""In a hundred claims: 2.6 by or about this actor, 10 of the outlet, 12 of the topic, 1.7 with the word."""

MIDDLING: Final = Asked(actor(159), outlet(10), topic(10), word(ENGLISH, 250))
"""In a hundred claims: 0.1 by or about this actor, 3 of the outlet, 3 of the topic, 0.1 with the word."""

RARE: Final = Asked(actor(ACTORS + 1), outlet(OUTLETS), topic(TOPICS), word(ENGLISH, WORDS))
"""Fifteen claims about this actor among 10,000 as among a million; one claim in 20,000 with the word."""

RARE_ACTOR_EVERY: Final = 700
"""In the first 10,000 claims the rare actor is whom each such claim is about; after them, nowhere."""

VERY_COMMON_WORD: Final = "council"
"""In a hundred claims: 14."""

EVERYWHERE_WORD: Final = "reporters"
"""In a hundred claims: 69."""
