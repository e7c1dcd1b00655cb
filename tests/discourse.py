"""Seven actors, six concepts and the sides they take, small enough to be worked out by hand.

What each actor says, + agrees, - does not, over all dates::

          c1  c2  c3  c4  c5  c6
    Ada    +   -   .   .   +   .      Ada says c1 ten times, see WHEN
    Ben    +   +   -   .   .   .
    Cai    -   +   +   .   .   .
    Dov    ±   .   -   .   .   .      on c1 once on either side
    Eve    .   .   .   +   +   .
    Fay    .   .   .   -   -   .
    Gus    .   .   .   .   .   +
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from claimsdb.library import Database

ADA, BEN, CAI, DOV, EVE, FAY, GUS = ACTORS = ("Ada", "Ben", "Cai", "Dov", "Eve", "Fay", "Gus")
C1, C2, C3, C4, C5, C6 = CONCEPTS = tuple(f"Concept {number} holds." for number in range(1, 7))
KINDS: Final = {
    ADA: "person",
    BEN: "person",
    CAI: "organisation",
    DOV: "state",
    EVE: "organisation",
    FAY: "group",
    GUS: "person",
}
WHEN: Final = {
    "d1": "2017-01-02",  # a Monday, week 1
    "d2": "2017-01-04",  # week 1
    "d3": "2017-01-10",  # week 2
    "d4": "2017-01-30",  # week 5
    "d5": "2017-02-01",  # week 5
    "d6": "2018-01-01",  # week 1 of 2018
    "d7": None,
    "d8": None,
}
COUNTED: Final = {"all": 10, "document": 8, "week": 5, "month": 4, "year": 3, "range": 1}
"""How often Ada agrees with c1: twice in d1 and d8; in weeks 1, 2, 5 of 2017 and 1 of 2018, and undated."""

SAID: Final = {
    "d1": [
        (ADA, C1, "asserts"),
        (ADA, C1, "predicts"),
        (ADA, C2, "denies"),
        (BEN, C1, "asserts"),
        (BEN, C2, "demands"),
        (BEN, C3, "denies"),
        (EVE, C6, "questions"),
    ],
    "d2": [(ADA, C1, "asserts"), (ADA, C5, "asserts"), (CAI, C1, "denies"), (CAI, C2, "asserts")],
    "d3": [(ADA, C1, "asserts"), (CAI, C3, "asserts"), (GUS, C6, "demands")],
    "d4": [(ADA, C1, "asserts"), (DOV, C1, "asserts"), (DOV, C1, "denies"), (DOV, C3, "denies")],
    "d5": [(ADA, C1, "asserts"), (EVE, C4, "asserts"), (EVE, C5, "asserts")],
    "d6": [(ADA, C1, "asserts"), (FAY, C4, "denies"), (FAY, C5, "denies")],
    "d7": [(ADA, C1, "asserts")],
    "d8": [(ADA, C1, "asserts"), (ADA, C1, "demands")],
}
TOPICS: Final = {C1: ["Energy"], C2: ["Energy"], C3: ["Energy", "Trade"]}

# What two share, worked out by hand with each counted once; the others share nothing.
CONGRUENCE: Final = {
    (ADA, BEN): 1,  # c1
    (ADA, DOV): 1,  # c1
    (ADA, EVE): 1,  # c5
    (BEN, CAI): 1,  # c2
    (BEN, DOV): 2,  # c1, c3
    (CAI, DOV): 1,  # c1
}
CONFLICT: Final = {
    (ADA, BEN): 1,  # c2
    (ADA, CAI): 2,  # c1, c2
    (ADA, DOV): 1,  # c1
    (ADA, FAY): 1,  # c5
    (BEN, CAI): 2,  # c1, c3
    (BEN, DOV): 1,  # c1
    (CAI, DOV): 2,  # c1, c3
    (EVE, FAY): 2,  # c4, c5
}
SUBTRACT: Final = {
    (ADA, CAI): -2,
    (ADA, EVE): 1,
    (ADA, FAY): -1,
    (BEN, CAI): -1,
    (BEN, DOV): 1,
    (CAI, DOV): -1,
    (EVE, FAY): -2,
}
CONCEPT_CONGRUENCE: Final = {
    (C1, C2): 1,  # Ben
    (C1, C3): 1,  # Dov
    (C1, C5): 1,  # Ada
    (C2, C3): 1,  # Cai
    (C4, C5): 2,  # Eve, Fay
}
CONCEPT_CONFLICT: Final = {
    (C1, C2): 2,  # Ada, Cai
    (C1, C3): 3,  # Ben, Cai, Dov
    (C2, C3): 1,  # Ben
    (C2, C5): 1,  # Ada
}


def lines(said: dict[str, list[tuple[str, str, str]]]) -> list[dict[str, Any]]:
    """Return the articles as lines of JSON Lines; Ada's words are passed on by an agency."""
    return [
        {
            "text": " ".join(f"Sentence {number} of {name}." for number, _ in enumerate(each)),
            "article": {"file": f"{name}.txt", "title": name, "published": WHEN[name], "outlet": "Post"},
            "actors": [{"name": actor, "kind": KINDS[actor]} for actor in {actor for actor, _, _ in each}],
            "claims": [
                {
                    "claim": concept,
                    "topics": TOPICS.get(concept),
                    "quote": f"Sentence {number} of {name}.",
                    "speakers": [actor, "The agency"] if actor == ADA else [actor],
                    "stance": stance,
                }
                for number, (actor, concept, stance) in enumerate(each)
            ],
        }
        for name, each in said.items()
    ]


def load_discourse(database: Database, folder: Path, *further: dict[str, Any]) -> None:
    """Load what the actors say, and further articles."""
    path = folder / "discourse.jsonl"
    path.write_text("\n".join(map(json.dumps, [*lines(SAID), *further])) + "\n")
    report = database.load(path)
    assert not report.refused, report
