"""How many independent lines of evidence there are: worked out by hand, each beside the naive count."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claimsdb.corroboration.lines import independent, lines_of
from claimsdb.records.accounts import Account, Source

MINISTER, ENVOY = Source("actor", 1), Source("actor", 2)
TIMES, POST, HERALD = Source("outlet", 1), Source("outlet", 2), Source("outlet", 3)
AGENCY_TEXT = Source("text", 10)


def unnamed(label: str, text: int) -> Source:
    return Source("unnamed", text, label)


def told(*accounts: tuple[tuple[Source, ...], Source], text: Source | None = None) -> list[Account]:
    return [
        Account(number, chain, publisher, text) for number, (chain, publisher) in enumerate(accounts, start=1)
    ]


def figures(accounts: list[Account]) -> tuple[int, int]:
    """Return how many lines are shown to be independent, and how many there can be at most."""
    lines = lines_of(accounts)
    return independent(lines), len(lines)


def test_two_outlets_that_say_it_in_their_own_voice_are_two() -> None:
    assert figures(told(((), TIMES), ((), POST))) == (2, 2)


def test_a_minister_quoted_by_three_outlets_is_one_where_three_articles_are_counted() -> None:
    accounts = told(((MINISTER,), TIMES), ((MINISTER,), POST), ((MINISTER,), HERALD))
    assert figures(accounts) == (1, 1)
    assert lines_of(accounts)[0].statements == (1, 2, 3)


def test_an_agency_text_in_two_outlets_is_one_where_two_outlets_are_counted() -> None:
    accounts = told(((), TIMES), ((), POST), text=AGENCY_TEXT)
    assert figures(accounts) == (1, 1)
    assert lines_of(accounts)[0].origins == (AGENCY_TEXT,)


def test_an_outlet_that_ran_the_agency_text_may_rely_on_it_in_its_own_article() -> None:
    accounts = [
        *told(((), TIMES), ((), POST), text=AGENCY_TEXT),
        Account(3, (), TIMES),
    ]
    assert figures(accounts) == (1, 2)


def test_a_text_of_outlets_that_quote_the_minister_elsewhere_may_rest_on_him() -> None:
    accounts = [
        *told(((), TIMES), ((), POST), text=AGENCY_TEXT),
        Account(3, (MINISTER,), TIMES),
    ]
    assert figures(accounts) == (1, 2)


def test_outlets_that_cite_each_other_are_one_where_two_speakers_are_counted() -> None:
    accounts = told(((POST,), TIMES), ((TIMES,), POST))
    assert figures(accounts) == (1, 1)
    assert lines_of(accounts)[0].origins == (TIMES, POST)


def test_a_circle_with_a_way_out_ends_there() -> None:
    accounts = told(((POST,), TIMES), ((TIMES,), POST), ((MINISTER,), POST))
    assert figures(accounts) == (1, 1)
    assert lines_of(accounts)[0].origins == (MINISTER,)
    assert lines_of(accounts)[0].statements == (1, 2, 3)


def test_an_outlet_that_cites_itself_is_one_where_two_articles_are_counted() -> None:
    assert figures(told(((), TIMES), ((TIMES,), TIMES))) == (1, 1)


def test_an_outlet_that_another_cites_is_one_with_its_own_voice() -> None:
    assert figures(told(((), TIMES), ((TIMES,), POST))) == (1, 1)


def test_who_passes_on_what_another_said_is_no_second_source() -> None:
    accounts = told(((MINISTER,), TIMES), ((MINISTER, ENVOY), POST))
    assert figures(accounts) == (1, 1)


def test_an_envoy_who_also_says_it_for_himself_may_be_a_second_source() -> None:
    accounts = told(((MINISTER, ENVOY), TIMES), ((ENVOY,), POST))
    assert figures(accounts) == (1, 2)
    assert [line.is_end for line in lines_of(accounts)] == [True, False]


def test_what_a_paper_says_itself_is_not_shown_under_the_minister_whom_it_quotes_elsewhere() -> None:
    minister, paper = lines_of(told(((MINISTER,), TIMES), ((), TIMES)))
    assert (minister.statements, paper.statements) == ((1,), (2,))


def test_unnamed_officials_of_two_outlets_may_be_the_same_officials() -> None:
    accounts = told(((unnamed("an official", 1),), TIMES), ((unnamed("an official", 2),), POST))
    assert figures(accounts) == (1, 2)


def test_an_unnamed_official_may_be_the_minister() -> None:
    accounts = told(((MINISTER,), TIMES), ((unnamed("an official", 2),), POST))
    assert figures(accounts) == (1, 2)


def test_articles_of_unknown_outlets_may_be_of_one() -> None:
    accounts = told(((), Source("article", 1)), ((), Source("article", 2)))
    assert figures(accounts) == (1, 2)


def test_nobody_said_it() -> None:
    assert figures([]) == (0, 0)


def test_a_text_of_an_unknown_outlet_is_not_shown_to_be_another_outlets() -> None:
    unknown = Account(2, (), Source("article", 4), AGENCY_TEXT)
    assert figures([Account(1, (), TIMES), unknown]) == (1, 2)
    assert figures([Account(1, (), TIMES), unknown, Account(3, (), POST, AGENCY_TEXT)]) == (2, 2)


def test_a_chain_of_a_hundred_thousand_is_followed_to_its_end() -> None:
    chain = tuple(Source("actor", number) for number in range(100_000))
    assert [line.origins for line in lines_of([Account(1, chain, TIMES)])] == [(chain[0],)]


SOURCES = st.sampled_from([MINISTER, ENVOY, TIMES, POST, HERALD, unnamed("some", 1)])
ACCOUNTS = st.lists(
    st.tuples(
        st.lists(SOURCES, max_size=3).map(tuple),
        st.sampled_from([TIMES, POST, HERALD, Source("article", 4)]),
        st.sampled_from([None, AGENCY_TEXT]),
    ),
    min_size=1,
    max_size=8,
).map(lambda found: [Account(number, *each) for number, each in enumerate(found, start=1)])


@given(ACCOUNTS)
def test_every_statement_rests_on_a_line_and_no_more_lines_are_counted_than_there_are_origins(
    accounts: list[Account],
) -> None:
    lines = lines_of(accounts)
    of_lines = [statement for line in lines for statement in line.statements]
    assert set(of_lines) == {each.statement_id for each in accounts}
    for line in lines:
        assert line.statements, "a line that nothing stands on"
    assert 1 <= independent(lines) <= len(lines) <= len({each.origin for each in accounts})


@given(ACCOUNTS)
def test_one_account_more_that_only_repeats_a_source_shows_nothing_new(accounts: list[Account]) -> None:
    first = accounts[0]
    again = [*accounts, Account(99, first.chain[:1] or (first.publisher,), Source("outlet", 77))]
    assert independent(lines_of(again)) <= independent(lines_of(accounts))


@given(ACCOUNTS)
def test_to_find_that_texts_are_copies_never_shows_more_lines(accounts: list[Account]) -> None:
    apart = [replace(each, text=None) for each in accounts]
    assert independent(lines_of(accounts)) <= independent(lines_of(apart))
