from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.errors.dates import NotEDTFError
from claimsdb.errors.questions import (
    AmbiguousActorError,
    UnknownActorError,
    UnknownKindError,
    UnknownOutletError,
    UnknownTopicError,
    UnknownWordError,
)
from claimsdb.records.questions import ClaimFilter
from claimsdb.records.rows import StatementRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from claimsdb.errors.base import ClaimsDBError
    from claimsdb.library import Database

    Run = Callable[[Database], AbstractContextManager[list[str]]]

UNSAFE, GONE, SAFE, WILL_RAIN, RAIN = (
    "The bridge is unsafe",
    "The minister has gone",
    "There is no danger",
    "Rain is expected",
    "Rain fell",
)


def quotes(database: Database, **wanted: Any) -> list[str]:
    rows = database.claims(ClaimFilter(**wanted))
    assert database.count_claims(ClaimFilter(**wanted)) == len(rows)
    return [row.quote for row in rows]


def test_without_a_filter_all_come_by_publication_and_place_unknown_dates_last(corpus: Database) -> None:
    assert quotes(corpus) == [UNSAFE, GONE, SAFE, WILL_RAIN, RAIN]


def test_a_row_holds_all_that_is_known_of_a_statement(corpus: Database) -> None:
    assert corpus.claims()[0] == StatementRow(
        claim_id=1,
        claim="The bridge is unsafe.",
        kind="state",
        when="2015/2017",
        status="accepted",
        statement_id=1,
        stance="asserts",
        quotation=None,
        speakers=("Ben Ó Dálaigh", "Bridge Authority"),
        about=("Bridge Authority", "Ann Lee"),
        topics=("Infrastructure > Bridges",),
        quote=UNSAFE,
        start_char=16,
        end_char=36,
        version=1,
        outcome=None,
        article_id=1,
        title="Bridge trouble",
        outlet="Daily Póst",
        published="2017-02-15",
        file="post.txt",
        review=None,
        original_quote=None,
        further_passages=(),
    )


def test_what_is_unknown_is_none_and_an_unnamed_speaker_is_a_label(corpus: Database) -> None:
    (row,) = corpus.claims(ClaimFilter(topic="Weather", stance="asserts"))
    assert (row.title, row.outlet, row.published, row.kind, row.when) == (None, None, None, None, None)
    assert (row.speakers, row.about) == ((), ())
    assert corpus.claims(ClaimFilter(stance="predicts"))[0].speakers == ("experts",)


@pytest.mark.parametrize(
    ("role", "expected"),
    [("speaker", [SAFE]), ("about", [UNSAFE, GONE, SAFE]), ("any", [UNSAFE, GONE, SAFE])],
)
def test_an_actor_takes_part_as_speaker_or_as_whom_it_is_about(
    corpus: Database, role: str, expected: list[str]
) -> None:
    assert quotes(corpus, actor="Ann Lee", role=role) == expected


@pytest.mark.parametrize("name", ["Ben", "BEN", "ben o dalaigh", "  Ben  Ó Dálaigh ", "3"])
def test_an_actor_is_known_by_any_name_in_any_case_without_accents_or_by_number(
    corpus: Database, name: str
) -> None:
    assert quotes(corpus, actor=name) == [UNSAFE]


def test_a_speaker_further_back_in_the_chain_counts(corpus: Database) -> None:
    assert quotes(corpus, actor="bridge authority", role="speaker") == [UNSAFE]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"outlet": "daily post"}, [UNSAFE, GONE]),
        ({"topic": "Infrastructure"}, [UNSAFE, SAFE, WILL_RAIN]),
        ({"topic": "bridges"}, [UNSAFE, SAFE]),
        ({"topic": "infrastructure > bridges"}, [UNSAFE, SAFE]),
        ({"topic": "Weather"}, [WILL_RAIN, RAIN]),
        ({"kind": "event"}, [GONE]),
        ({"stance": "denies"}, [SAFE]),
        ({"status": "suggested"}, [GONE]),
        ({"search": "rain"}, [WILL_RAIN, RAIN]),
        ({"search": "danger"}, [SAFE]),
        ({"actor": "Ann Lee", "outlet": "The Times", "stance": "denies", "search": "unsafe"}, [SAFE]),
        (
            {"actor": "Ann Lee", "kind": "event", "published": "2017", "when": "2016", "topic": "Politics"},
            [GONE],
        ),
        ({"actor": "Ann Lee", "stance": "predicts"}, []),
    ],
)
def test_every_filter_narrows_the_answer(
    corpus: Database, wanted: dict[str, str], expected: list[str]
) -> None:
    assert quotes(corpus, **wanted) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2017", [UNSAFE, GONE]),
        ("2017-02-15", [UNSAFE, GONE]),
        ("2017-02-16", []),
        ("2017..", [UNSAFE, GONE, SAFE, WILL_RAIN]),
        ("2018-06..2019", [SAFE, WILL_RAIN]),
        ("..2017-02-14", []),
        ("..2018-01-01", [UNSAFE, GONE, SAFE, WILL_RAIN]),
        ("2017-21", []),
        ("2016/2017", [UNSAFE, GONE]),
    ],
)
def test_published_in_a_range_means_that_it_can_have_been(
    corpus: Database, asked: str, expected: list[str]
) -> None:
    assert quotes(corpus, published=asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2015", [UNSAFE, SAFE]),
        ("2016", [UNSAFE, GONE, SAFE]),
        ("2016-05..2016-06", [UNSAFE, GONE, SAFE]),
        ("..2014", []),
        ("2030", [WILL_RAIN]),
        ("2018..", [WILL_RAIN]),
        ("..", None),
    ],
)
def test_an_uncertain_or_open_event_date_is_in_every_range_it_overlaps(
    corpus: Database, asked: str, expected: list[str] | None
) -> None:
    if expected is None:
        with pytest.raises(NotEDTFError):
            quotes(corpus, when=asked)
    else:
        assert quotes(corpus, when=asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"published": "2017"}, [UNSAFE, GONE]),
        ({"published": "2017.."}, [UNSAFE, GONE, SAFE, WILL_RAIN]),
        ({"published": "2018-06..2019"}, []),
        ({"published": "..2018-01-01"}, [UNSAFE, GONE]),
        ({"published": "2018", "actor": "Ann Lee"}, [SAFE]),
        ({"published": "2018-02..", "actor": "Ann Lee"}, []),
        ({"published": "2018", "outlet": "The Times", "actor": "Ann Lee"}, [SAFE]),
        ({"published": "..2018-11", "outlet": "The Times", "actor": "Ann Lee"}, []),
        ({"when": "2015"}, []),
        ({"when": "2015..2017"}, [UNSAFE, GONE, SAFE]),
        ({"when": "2016"}, [GONE]),
        ({"when": "2030"}, []),
        ({"when": "2018.."}, [WILL_RAIN]),
        ({}, [UNSAFE, GONE, SAFE, WILL_RAIN, RAIN]),
    ],
)
def test_certainly_in_a_range_is_what_lies_in_it_whatever_day_is_meant(
    corpus: Database, asked: dict[str, str], expected: list[str]
) -> None:
    for order in ("oldest", "newest"):
        found = quotes(corpus, certainly=True, order=order, **asked)
        assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("wanted", "error", "told"),
    [
        ({"actor": "Ann Leigh"}, UnknownActorError, "No actor is called «Ann Leigh». Nearest: «Ann Lee»"),
        ({"actor": "Zzz"}, UnknownActorError, "`claimsdb actors` lists them."),
        ({"actor": "99"}, UnknownActorError, "«99»"),
        (
            {"actor": "lee"},
            AmbiguousActorError,
            "«lee» can be any of: 1 Ann Lee (person); 2 Bo Lee (person).",
        ),
        ({"outlet": "Daily Past"}, UnknownOutletError, "Nearest: «Daily Póst»"),
        ({"topic": "Bridge"}, UnknownTopicError, "Nearest: «Infrastructure > Bridges»"),
        ({"kind": "evnt"}, UnknownKindError, "Kinds in use: event, state."),
        (
            {"stance": "asserted"},
            UnknownWordError,
            "There is no stance «asserted». Write one of: asserts, denies",
        ),
        ({"status": "done"}, UnknownWordError, "suggested, accepted, rejected"),
        ({"role": "object"}, UnknownWordError, "speaker, about, any"),
        ({"published": "last year"}, NotEDTFError, "last year"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    corpus: Database, wanted: dict[str, Any], error: type[ClaimsDBError], told: str
) -> None:
    for ask in (corpus.claims, corpus.count_claims, corpus.claims_in_context):
        with pytest.raises(error) as caught:
            ask(ClaimFilter(**wanted))
        assert told in caught.value.sentence


def test_a_limit_takes_the_first(corpus: Database) -> None:
    for limit in (0, 1, 3, 99):
        assert corpus.claims(limit=limit) == corpus.claims()[:limit]
    assert [row.quote for row in corpus.claims(ClaimFilter(topic="Weather"), limit=1)] == [WILL_RAIN]


def test_rows_come_one_by_one_in_the_same_order(corpus: Database) -> None:
    rows = corpus.each_claim()
    assert next(rows).quote == UNSAFE
    assert [row.quote for row in rows] == [GONE, SAFE, WILL_RAIN, RAIN]


def test_the_number_of_questions_put_does_not_grow_with_the_rows(
    corpus: Database, statements_run: Run
) -> None:
    with statements_run(corpus) as for_one:
        corpus.claims(limit=1)
    with statements_run(corpus) as for_all:
        corpus.claims()
    # whether any actor is merged; those with a day of publication, those without; and who speaks, whom they
    # are about, their topics
    assert len(for_one) < len(for_all) == 4


QUESTIONS: dict[str, Callable[[Database], object]] = {
    "claims": lambda db: db.claims(),
    "claims of an actor": lambda db: db.claims(ClaimFilter(actor="Ann Lee")),
    "newest claims": lambda db: db.claims(ClaimFilter(order="newest")),
    "claims in context": lambda db: db.claims_in_context(),
    "how many claims": lambda db: db.count_claims(),
    "a claim": lambda db: db.claim(1),
    "articles": lambda db: db.articles(),
    "an article": lambda db: db.article(1),
    "outlets": lambda db: db.outlets(),
    "actors": lambda db: db.actors(),
    "an actor": lambda db: db.actor(1),
    "topics": lambda db: db.topics(),
    "what there is": lambda db: db.info(),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_question_puts_more_queries_for_more_rows(
    corpus: Database,
    write: Callable[[str, str], Path],
    statements_run: Run,
    question: Callable[[Database], object],
) -> None:
    with statements_run(corpus) as for_few:
        question(corpus)
    for number in range(5):
        corpus.load(write(f"more{number}.txt", f"Bridge {number} fell. The bridge is unsafe."))
        corpus.add_claim(
            f"more{number}.txt",
            claim=f"Bridge {number} fell.",
            quote=f"Bridge {number} fell",
            about=["Ann Lee", f"Bridge {number}"],
            speakers=[f"Speaker {number}", "Ann Lee"],
            topics=[f"Infrastructure > Bridges > {number}"],
        )
        corpus.add_claim(
            f"more{number}.txt", claim="The bridge is unsafe.", when="2015/2017", quote="The bridge is unsafe"
        )
    with statements_run(corpus) as for_many:
        question(corpus)
    assert len(for_many) == len(for_few) > 0


def test_many_rows_come_in_batches(
    seeded: Database, statements_run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = seeded.claims()
    monkeypatch.setattr("claimsdb.queries.statements.BATCH", 25)
    with statements_run(seeded) as run:
        assert seeded.claims() == whole
    assert len(run) == 3 + -(-len(whole) // 25)
