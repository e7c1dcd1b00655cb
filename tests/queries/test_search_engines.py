"""The same words are found on SQLite and on PostgreSQL, in whatever script and however they are asked for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimsdb.actions.reindex import reindex
from claimsdb.database.engine import open_engine
from claimsdb.database.location import Location
from claimsdb.errors.questions import BadSearchError, LongSearchError, NoWordsError, UnknownWordError
from claimsdb.library import open_database
from claimsdb.queries.search import search
from claimsdb.queries.statements import list_statements
from claimsdb.queries.verify_search import search_faults
from claimsdb.records.questions import ClaimFilter
from claimsdb.text.search_form import FOLDED, search_form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.postgresql.server import Server


@pytest.fixture(scope="module")
def url(postgresql: Server) -> Iterator[str]:
    """A PostgreSQL database with the schema, shared by this file's tests."""
    address = postgresql.database()
    with open_database(address, create=True) as database:
        database.check()
    yield address
    postgresql.drop(address)


@pytest.fixture(scope="module")
def server(url: str) -> Iterator[Connection]:
    """A connection to it whose transaction is never committed."""
    engine = open_engine(Location.of(url)).execution_options(claimsdb_writing=True)
    with engine.connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def file(_empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """The same on SQLite."""
    path = tmp_path_factory.mktemp("engines") / "claims.db"
    path.write_bytes(_empty_file.read_bytes())
    engine = open_engine(Location.of(path)).execution_options(claimsdb_writing=True)
    with engine.connect() as connection:
        yield connection


def write(connection: Connection, sentence: str, text: str = "0", number: int = 1) -> None:
    """Write an article that is one passage, and a claim on it."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    for statement, values in (
        ("articles (id) VALUES (#)", (number,)),
        (
            "versions (id, article_id, number, text, text_sha256) VALUES (#, #, 1, #, #)",
            (number, number, text, f"{number:064}"),
        ),
        (
            "passages (id, version_id, start_char, end_char, quote) VALUES (#, #, 0, #, #)",
            (number, number, len(text), text),
        ),
        ("claims (id, sentence) VALUES (#, #)", (number, sentence)),
        ("statements (id, claim_id, passage_id) VALUES (#, #, #)", (number, number, number)),
    ):
        connection.exec_driver_sql(f"INSERT INTO {statement}".replace("#", mark), values)


# Every character

ALL_LETTERS = [chr(each) for each in (*range(1, 0xD800), *range(0xE000, 0x30000), *range(0xE0000, 0xE0200))]


def test_every_character_is_indexed_alike(server: Connection) -> None:
    runs = [
        "".join(f"q{letter}q " for letter in ALL_LETTERS[first : first + 2000])
        for first in range(0, len(ALL_LETTERS), 2000)
    ]
    with closing(sqlite3.connect(":memory:")) as fts5:
        fts5.execute(
            "CREATE VIRTUAL TABLE t USING fts5(words, content='', "
            "tokenize=\"unicode61 remove_diacritics 2 categories 'L* M* N* Co'\")"
        )
        fts5.executemany(
            "INSERT INTO t (rowid, words) VALUES (?, ?)", enumerate(map(search_form, runs), start=1)
        )
        fts5.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
        for number, run in enumerate(runs, start=1):
            found = fts5.execute('SELECT term FROM v WHERE doc = ? ORDER BY "offset"', (number,))
            words = server.exec_driver_sql("SELECT search_split(%s)", (run,)).scalar_one()
            assert words == [term for (term,) in found], f"from U+{ord(run[1]):04X}"


# Any text, any question

LETTERS = (
    "".join(FOLDED.values()).replace("-", "")
    + "ǅßẞſİıςΣÀàĀǍЙйЁёقَسِّيآكیة停火ประเทศ휴전हिन्दी\u00ad\u200d\u0640 aAbz09'’.-_\n🕊𐐀ﬁ①Ⓐ"
)
letters = st.sampled_from(LETTERS) | st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
texts = st.text(letters, min_size=1, max_size=40)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, str, str]:
    """Return a sentence, a quote, and a question that likely has some of their words."""
    sentence, quote = draw(texts), draw(texts)
    written = sentence + " " + quote
    asked = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(written) - 1))
        piece = written[start : draw(st.integers(start + 1, len(written)))]
        if draw(st.booleans()):
            piece = draw(st.sampled_from([str.upper, str.lower, str.title]))(piece)
        asked.append(draw(st.sampled_from(["{}", '"{}"', "{}*", '"{}"*', "{}x"])).format(piece))
    return sentence, quote, " ".join(asked)


def found_by(connection: Connection, sentence: str, quote: str, asked: str) -> list[tuple[int, str]] | None:
    try:
        write(connection, sentence, quote)
        return [(hit.claim_id, hit.found_in) for hit in search(connection, asked, order="newest")]
    except NoWordsError:
        return None
    finally:
        connection.rollback()


@settings(deadline=None)
@given(questions())
@example(("a 停b火 c", "x", '"停 b"'))
@example(("İstanbul", "KILIÇ", "istanbul kilic"))
@example(("a", "b", "a*b"))
def test_any_question_finds_the_same_in_any_text(
    file: Connection, server: Connection, asked: tuple[str, str, str]
) -> None:
    sentence, quote, words = asked
    if not sentence.strip():
        sentence += "."
    assert found_by(file, sentence, quote, words) == found_by(server, sentence, quote, words)


# What a server does as a file does

BOTH = ("file", "server")


@pytest.fixture
def reading(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A connection to one engine or the other; what is written is taken back."""
    connection = request.getfixturevalue(request.param)
    yield connection
    connection.rollback()


on_both = pytest.mark.parametrize("reading", BOTH, indirect=True)


@on_both
def test_the_best_hit_comes_first(reading: Connection) -> None:
    write(
        reading, "Talks, among many other things that were spoken about at length, were mentioned.", number=1
    )
    write(reading, "Talks began.", number=2)
    for number in range(3, 9):  # a word that most claims have weighs nothing
        write(reading, f"Nothing of the sort {number}.", number=number)
    hits = search(reading, "talks")
    assert [hit.claim_id for hit in hits] == [2, 1]
    assert all(hit.score for hit in hits)


@on_both
def test_the_newest_hit_comes_first_when_asked(reading: Connection) -> None:
    for number, sentence in enumerate(("Talks talks.", "Talks of many other things.", "Peace."), start=1):
        write(reading, sentence, f"Passage {number}.", number)
    assert [hit.claim_id for hit in search(reading, "talks", order="newest")] == [2, 1]
    assert [hit.claim_id for hit in search(reading, "passage", order="newest", limit=2)] == [3, 2]
    assert [hit.score for hit in search(reading, "talks", order="newest")] == [None, None]


@on_both
def test_a_claim_found_twice_is_told_once_in_either_order(reading: Connection) -> None:
    write(reading, "Talks began.", "The talks of the day.")
    for order in ("best", "newest"):
        assert [hit.claim_id for hit in search(reading, "talks", order=order)] == [1]


@on_both
def test_an_unknown_order_is_refused(reading: Connection) -> None:
    with pytest.raises(UnknownWordError, match="best, newest"):
        search(reading, "talks", order="oldest")


@on_both
def test_of_a_word_that_stands_everywhere_the_newest_are_ranked(
    reading: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimsdb.queries.search.RANKED", 3)
    write(reading, "Talks.", number=1)
    for number in range(2, 7):
        write(reading, f"Talks of many other things, number {number}.", number=number)
    assert 1 not in {hit.claim_id for hit in search(reading, "talks", limit=2)}
    assert search(reading, "talks")[0].claim_id == 1
    assert len(search(reading, "talks", limit=5)) == 5, "more than those are wanted"


@on_both
def test_hits_are_marked_in_the_texts_own_wording(reading: Connection) -> None:
    marked = {
        "ГОРБАЧЁВ, сказал горбачев.": ("горбачев", "[ГОРБАЧЁВ], сказал [горбачев]."),
        "قَالَتْ رَنْدَة قَسِّيس": ("رندة", "قَالَتْ [رَنْدَة] قَسِّيس"),
        "叙利亚停火协议。": ("停火", "叙利亚[停火]协议。"),
        "वह हिन्दी है": ("हिन्दी", "वह [हिन्दी] है"),
        "Peace talks: peace, talks.": ('"peace talks"', "[Peace talks]: [peace, talks]."),
        "Negotiators negotiated.": ("negotiat*", "[Negotiators] [negotiated]."),
        "A cease\u00adfire.": ("ceasefire", "A [cease\u00adfire]."),
        "foo_bar baz": ("bar", "foo_[bar] baz"),
        "Nazarbaïev a parlé.": ("NAZARBAIEV", "[Nazarbaïev] a parlé."),
    }
    for number, (sentence, (typed, snippet)) in enumerate(marked.items(), start=1):
        write(reading, sentence, number=number)
        assert [hit.snippet for hit in search(reading, typed) if hit.claim_id == number] == [snippet]


@on_both
def test_words_narrow_the_list_of_statements(reading: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, (sentence, quote) in enumerate(
        (("Talks began.", "0"), ("It rained.", "Les négociations: talks."), ("Peace.", "War.")), start=1
    ):
        write(reading, sentence, quote, number)
    for few in (0, 5_000):
        monkeypatch.setattr("claimsdb.queries.search_condition.FEW", few)
        rows = list_statements(reading, ClaimFilter(search="TALKS"))
        assert {row.claim_id for row in rows} == {1, 2}


# On a server alone


@pytest.fixture
def asking(server: Connection) -> Iterator[Connection]:
    """The server, on which whatever is written is taken back."""
    yield server
    server.rollback()


def test_the_engines_own_syntax_is_the_servers(asking: Connection) -> None:
    for number, sentence in enumerate(("Kassis spoke.", "Lavrov spoke.", "Médiation."), start=1):
        write(asking, sentence, number=number)

    def found(asked: str) -> dict[int, str]:
        return {hit.claim_id: hit.snippet for hit in search(asking, asked, fts=True)}

    assert set(found("kassis | lavrov")) == {1, 2}
    assert found("spoke & !lavrov") == {1: "Kassis [spoke]."}
    assert found("Lav:* <-> SPOKE") == {2: "[Lavrov] [spoke]."}
    assert found("MÉDIATION") == {3: "[Médiation]."}
    assert found("'lavrov spoke'") == {2: "[Lavrov] [spoke]."}


@pytest.mark.parametrize("typed", ["a b", "(a", "&", "a & ", "a <-> ", "!", "a | | b", "\udc80("])
def test_an_expression_that_the_server_refuses_is_told(asking: Connection, typed: str) -> None:
    with pytest.raises(BadSearchError, match=r"to_tsquery expression: .* in tsquery") as failure:
        search(asking, typed, fts=True)
    assert "--fts" in failure.value.sentence


def test_a_pasted_page_is_a_search_too(asking: Connection) -> None:
    page = " ".join(f"word{each}" for each in range(5000))
    write(asking, page)
    assert [hit.claim_id for hit in search(asking, page)] == [1]


def test_a_search_that_the_server_cannot_hold_is_refused(asking: Connection) -> None:
    with pytest.raises(LongSearchError, match="Give fewer words"):
        search(asking, " ".join(f"{each:0100}" for each in range(12_000)))


def test_a_text_of_any_length_is_kept_and_its_beginning_found(asking: Connection) -> None:
    for number, text in enumerate(
        (
            " ".join(f"w{each}" for each in range(100_000)),
            "क़ख़ग़ " * 100_000,
            "x" * 2_000_000,
            "停" * 500_000,
            " ".join(chr(0x20000 + each) * 9 for each in range(40_000)),
            "ﷺ" * 20_000,
        ),
        start=1,
    ):
        write(asking, f"Claim {number}.", text, number)
    assert [hit.claim_id for hit in search(asking, "w16382")] == [1]
    assert search(asking, "w16383") == []
    assert [hit.claim_id for hit in search(asking, "x" * 700)] == [3], "words are told apart by 500 letters"
    assert [hit.claim_id for hit in search(asking, "停停")] == [4]
    assert list(search_faults("passages", asking)) == []


CHANGES = {
    "a new sentence": (
        "UPDATE claims SET sentence = 'Peace came.' WHERE id = 1",
        {"peace": {1}, "talks": set()},
    ),
    "the same sentence": ("UPDATE claims SET sentence = sentence", {"talks": {1}}),
    "another column": ("UPDATE claims SET kind = 'event'", {"talks": {1}}),
    "another number": ("UPDATE claims SET id = 99 WHERE id = 3", {"lavrov": {99}}),
    "numbers exchanged": (
        "UPDATE claims SET id = 99, sentence = 'Gone.' WHERE id = 3",
        {"lavrov": set(), "gone": {99}},
    ),
    "deleted": ("DELETE FROM claims WHERE id = 3", {"lavrov": set()}),
    "ignored": ("INSERT INTO claims (id, sentence) VALUES (3, 'x') ON CONFLICT DO NOTHING", {"x": set()}),
    "an upsert": (
        "INSERT INTO claims (id, sentence) VALUES (3, 'x') ON CONFLICT (id) DO UPDATE SET sentence = 'New.'",
        {"lavrov": set(), "new": {3}},
    ),
    "from a shell with another search path": (
        "SET LOCAL search_path = ''; UPDATE {schema}.claims SET sentence = 'Other.' WHERE id = 3",
        {"other": {3}},
    ),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_the_index_is_in_step_after_any_change(
    asking: Connection, change: str, expected: dict[str, set[int]]
) -> None:
    for number, sentence in enumerate(("Talks began.", "Kassis spoke.", "Lavrov came."), start=1):
        write(asking, sentence, number=number)
    asking.exec_driver_sql("DELETE FROM statements WHERE claim_id = 3")
    schema = asking.exec_driver_sql("SELECT current_schema()").scalar_one()
    asking.exec_driver_sql(change.format(schema=schema))
    asking.exec_driver_sql(f"SET LOCAL search_path = {schema}")
    for word, numbers in expected.items():
        rows = asking.exec_driver_sql(
            "SELECT rowid FROM claims_search WHERE words @@ to_tsquery('simple', %s)", (word,)
        )
        assert {number for (number,) in rows} == numbers
    assert list(search_faults("claims", asking)) == []


def test_an_index_out_of_step_is_named_and_healed(asking: Connection) -> None:
    asking.exec_driver_sql("SET LOCAL claimsdb.by_hand = 'on'")
    write(asking, "Never indexed.", number=1)
    asking.exec_driver_sql("SET LOCAL claimsdb.by_hand = 'off'")
    write(asking, "Indexed with other words.", number=2)
    write(asking, "Indexed.", number=3)
    asking.exec_driver_sql("UPDATE claims_search SET words = search_words('other') WHERE rowid = 2")
    asking.exec_driver_sql("INSERT INTO claims_search VALUES (99, search_words('ghost'))")
    faults = list(search_faults("claims", asking))
    assert {fault.row_id for fault in faults} == {1, 2, 99}
    assert "--reindex" in faults[0].sentence
    reindex(asking)
    assert list(search_faults("claims", asking)) == []
    assert [hit.claim_id for hit in search(asking, "indexed", order="newest")] == [3, 2, 1]
