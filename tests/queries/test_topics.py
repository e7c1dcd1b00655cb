from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from claimsdb.library import Database

    Run = Callable[[Database], AbstractContextManager[list[str]]]


def test_topics_come_by_path_with_what_bears_the_label_itself(corpus: Database) -> None:
    assert [(row.topic, row.claims, row.statements) for row in corpus.topics()] == [
        ("Infrastructure", 1, 1),
        ("Infrastructure > Bridges", 1, 2),
        ("Politics", 1, 1),
        ("Weather", 2, 2),
    ]
    assert corpus.topics(limit=2) == corpus.topics()[:2]


def test_the_counts_are_those_of_the_lists(seeded: Database) -> None:
    for topic in seeded.topics():
        rows = seeded.claims(ClaimFilter(topic=topic.topic))
        own = [row for row in rows if topic.topic in row.topics]
        assert (len({row.claim_id for row in own}), len(own)) == (topic.claims, topic.statements)


def test_a_topic_is_not_mistaken_for_one_whose_name_begins_alike(
    database: Database, write: Callable[[str, str], Path]
) -> None:
    text = write("a.txt", "It fell. It rose.")
    write(
        "a.claims.yaml",
        "claimsdb: 1\nclaims:\n  - {claim: A., topics: [Sea], quote: fell}\n"
        "  - {claim: B., topics: [Seasons > Spring], quote: rose}\n",
    )
    database.load(text)
    assert [row.claim for row in database.claims(ClaimFilter(topic="sea"))] == ["A."]
    assert [row.claim for row in database.claims(ClaimFilter(topic="Seasons"))] == ["B."]


def test_all_topics_are_one_question(corpus: Database, statements_run: Run) -> None:
    with statements_run(corpus) as run:
        corpus.topics()
    assert len(run) == 1
