"""A statement whose quote leaves words out stands on several passages, in order, everywhere it is shown."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from claimsdb.library import copy_database, open_database
from claimsdb.records.questions import ClaimFilter
from claimsdb.records.rows import FurtherPassage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database
    from tests.engines import Where

    Write = Callable[[str, str], Path]

TEXT = "Kassis called upon the President, then in office, to host the talks.\n\nRain fell; nobody minded."
SPANS = ("Kassis called upon the President", (FurtherPassage("to host the talks", 50, 67, 1, None),))


def annotated(write: Write, *quotes: str) -> Path:
    claims = "".join(
        f"  - claim: It is so, {number}.\n    quote: '{quote}'\n" for number, quote in enumerate(quotes)
    )
    write("talks.claims.yaml", f"claimsdb: 1\nclaims:\n{claims}")
    return write("talks.txt", TEXT)


def loaded(database: Database, write: Write, *quotes: str, prune: bool = False) -> str:
    (outcome,) = database.load(annotated(write, *quotes), prune=prune).outcomes
    assert not outcome.problems
    assert database.verify().faults == ()
    return outcome.outcome


def count(database: Database, table: str) -> int:
    with database._reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


QUOTE = "Kassis called upon the President […] to host the talks"


def test_a_quote_with_words_left_out_becomes_spans_in_order(database: Database, write: Write) -> None:
    assert loaded(database, write, QUOTE, "Rain … nobody") == "added"
    first, second = database.claims()
    assert (first.quote, first.further_passages) == SPANS
    assert TEXT[first.start_char : first.end_char] == first.quote
    assert (second.quote, [each.quote for each in second.further_passages]) == ("Rain", ["nobody"])
    assert (count(database, "passages"), count(database, "statement_passages")) == (4, 2)
    assert database.articles()[0].statements == 2


def test_a_line_of_json_lines_and_a_claim_by_hand_take_such_quotes_too(
    database: Database, write: Write
) -> None:
    line = '{"text": "Rain, they say, fell.", "claims": [{"claim": "It fell.", "quote": "Rain … fell"}]}'
    assert not database.load(write("a.jsonl", line)).refused
    (row,) = database.add_claim(1, claim="It is said.", quote="they (...) fell")
    assert (row.quote, [each.quote for each in row.further_passages]) == ("they", ["fell"])
    assert [each.further_passages[0].quote for each in database.claims()] == ["fell", "fell"]
    assert count(database, "passages") == 3


def test_a_part_that_is_ambiguous_is_refused_with_its_place_in_the_file(
    database: Database, write: Write
) -> None:
    (outcome,) = database.load(annotated(write, "the … talks", "Snow … talks")).outcomes
    assert [(each.place.line, each.sentence[:60]) for each in outcome.problems] == [
        (4, 'The parts of the quote "the … talks" stand one after another'),
        (6, 'The quote "Snow … talks" does not stand in the text, nor doe'),
    ]


def test_the_same_file_again_changes_nothing(database: Database, write: Write) -> None:
    loaded(database, write, QUOTE)
    before = database.claims()
    assert loaded(database, write, QUOTE) == "unchanged"
    assert loaded(database, write, QUOTE, prune=True) == "unchanged"
    assert database.claims() == before


@pytest.mark.parametrize(
    "edits",
    [
        ("Kassis called upon the President", QUOTE),
        (QUOTE, "Kassis called upon the President"),
        (QUOTE, "Kassis … President, […] in office … host"),
        (QUOTE, "called upon … the talks"),
        ("Rain fell", QUOTE),
    ],
)
def test_an_edited_quote_moves_its_statement_and_leaves_no_bare_passage(
    database: Database, write: Write, edits: tuple[str, str]
) -> None:
    loaded(database, write, edits[0])
    (before,) = database.claims()
    assert loaded(database, write, edits[1]) == "updated"
    (after,) = database.claims()
    assert (after.statement_id, after.claim_id) == (before.statement_id, before.claim_id)
    assert (after.quote, after.further_passages) != (before.quote, before.further_passages)
    assert count(database, "passages") == 1 + len(after.further_passages)
    assert loaded(database, write, edits[1]) == "unchanged"


def test_of_two_statements_that_begin_alike_each_keeps_its_own(database: Database, write: Write) -> None:
    loaded(database, write, "Kassis … the talks", "Kassis … office")
    before = {row.claim: row.statement_id for row in database.claims()}
    assert loaded(database, write, "Kassis … the talks", "Kassis … in office") == "updated"
    assert {row.claim: row.statement_id for row in database.claims()} == before


def test_pruning_takes_passages_that_nothing_stands_on(database: Database, write: Write) -> None:
    loaded(database, write, QUOTE, "to host the talks", "Rain … minded")
    assert loaded(database, write, "to host the talks", prune=True) == "updated"
    assert (count(database, "passages"), count(database, "statement_passages")) == (1, 0)


def test_words_of_every_span_are_found(database: Database, write: Write) -> None:
    loaded(database, write, "Kassis … host", "Rain fell")
    for words in ("kassis", "host"):
        for order in ("best", "newest"):
            (hit,) = database.search(words, order=order)
            assert (hit.found_in, hit.claim, hit.article_id) == ("passage", "It is so, 0.", 1)
        (row,) = database.claims(ClaimFilter(search=words))
        assert row.claim == "It is so, 0."
        assert database.count_claims(ClaimFilter(search=words)) == 1
    assert [hit.claim for hit in database.search("rain")] == ["It is so, 1."]


def test_a_claim_shows_every_span_in_its_context(database: Database, write: Write) -> None:
    loaded(database, write, QUOTE)
    (shown,) = database.claim(1).statements
    assert (shown.before, shown.after) == ("", ", then in office, to host the talks.")
    (further,) = shown.further
    assert further.passage == SPANS[1][0]
    assert (further.before, further.after) == (TEXT[:50], ".")


def test_a_copy_and_an_export_hold_every_span(
    empty_place: Where, write: Write, fresh: Callable[[str], Where], tmp_path: Path
) -> None:
    target = fresh("copy")
    with open_database(empty_place) as database:
        loaded(database, write, QUOTE, "Kassis … upon … President")
        database.export_csv(tmp_path / "out")
        rows = database.claims()
    assert dict(copy_database(empty_place, target).counts)["statement_passages"] == 3
    with open_database(target) as copy:
        assert copy.claims() == rows
        assert copy.verify().faults == ()
    with (tmp_path / "out" / "flat.csv").open(encoding="utf-8", newline="") as stream:
        cells = [row["further_passages"] for row in csv.DictReader(stream)]
    assert sorted(cells, reverse=True) == ["50-67 to host the talks", "14-18 upon; 23-32 President"]
