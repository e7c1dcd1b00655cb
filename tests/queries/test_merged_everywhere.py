"""Whatever is asked: actors that were judged to be one are one, and two again once that is undone."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from claimsdb.records.networks import NetworkWish
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database

TIMES = "It is closed, Ann Lee said."
POST = "The minister Anna Li insists that it is closed."


@pytest.fixture
def told(database: Database, write: Callable[[str, str], Path]) -> Database:
    """One woman under two names, quoted by two papers; her role and a review are recorded under one."""
    write(
        "times.claims.yaml",
        """
        article: {outlet: Times, published: 2017-02-15}
        actors: [{name: Ann Lee, kind: person}]
        claims:
          - {key: it, claim: The bridge is closed., quote: is closed, speakers: [Ann Lee]}
        """,
    )
    write(
        "post.claims.yaml",
        """
        article: {outlet: Post, published: 2017-02-16}
        actors:
          - {name: Anna Li, kind: person, roles: [{title: Minister, quote: minister Anna Li}]}
        claims:
          - claim: The bridge is closed.
            quote: is closed
            speakers: [{name: Anna Li, source: Anna Li, cue: insists that}]
            reviews: [{rating: "True", reviewer: Anna Li}]
        """,
    )
    for name, text in (("times", TIMES), ("post", POST)):
        assert not database.load(write(f"{name}.txt", text)).refused
    return database


def answers(database: Database, folder: Path) -> dict[str, object]:
    claim = database.claim(1, evidence=True)
    assert claim.evidence is not None
    database.export_network(folder / "network.csv", NetworkWish())
    network = list(csv.reader((folder / "network.csv").read_text(encoding="utf-8").splitlines()))
    return {
        "speakers": [each.speakers for each in database.claims()],
        "chains": [[link.name for link in each.chain] for each in claim.statements],
        "told": [each.told_as.partition(",")[0] for each in claim.statements],
        "lines": [line.sources for line in claim.evidence.lines],
        "reviewers": [each.reviewer for each in claim.reviews],
        "in a role": len(database.claims(ClaimFilter(speaker_role="minister"))),
        "their roles": [each.speaker_roles for each in claim.statements],
        "roles": [(each.actor, each.title) for each in database.roles("Ann Lee")],
        "named in": [each.article_id for each in database.actor("Ann Lee").mentions],
        "nodes": [row[0] for row in network[1:]],
    }


def test_two_names_of_one_woman_are_one_in_every_answer(told: Database, tmp_path: Path) -> None:
    apart = answers(told, tmp_path)
    assert apart == {
        "speakers": [("Ann Lee",), ("Anna Li",)],
        "chains": [["Ann Lee"], ["Anna Li"]],
        "told": ["Ann Lee", "Anna Li"],
        "lines": [("Ann Lee",), ("Anna Li",)],
        "reviewers": ["Anna Li"],
        "in a role": 1,
        "their roles": [("",), ("possibly Minister",)],
        "roles": [],
        "named in": [1],
        "nodes": ["Ann Lee", "Anna Li"],
    }
    row = told.merge_actors("Ann Lee", "Anna Li", why="one woman")
    assert answers(told, tmp_path) == {
        "speakers": [("Ann Lee",), ("Ann Lee",)],
        "chains": [["Ann Lee"], ["Ann Lee"]],
        "told": ["Ann Lee", "Ann Lee"],
        "lines": [("Ann Lee",)],
        "reviewers": ["Ann Lee"],
        "in a role": 2,
        "their roles": [("possibly Minister",), ("possibly Minister",)],
        "roles": [("Ann Lee", "Minister")],
        "named in": [1, 2],
        "nodes": ["Ann Lee"],
    }
    told.undo_judgement(row.judgement_id)
    assert answers(told, tmp_path) == apart
