from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimsdb.database.engine import open_engine
from claimsdb.database.location import Location
from claimsdb.errors.questions import BadSearchError, NoWordsError
from claimsdb.queries.search import search
from claimsdb.text.search_form import DROPPED, FOLDED, UNSPACED, search_form
from claimsdb.text.search_words import fts5_expression, search_terms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection


class Desk:
    """Writes articles and claims into a file, as any other program would."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sql = sqlite3.connect(path, isolation_level=None)
        self.sql.execute("PRAGMA synchronous = OFF")  # a test need not wait for the disk

    def article(self, text: str, *, title: str | None = None, outlet: str | None = None) -> int:
        """Add an article with one wording; return the version's number."""
        outlet_id = None
        if outlet:
            outlet_id = self._insert("outlets", name=outlet, name_folded=outlet.casefold())
        article_id = self._insert("articles", title=title, outlet_id=outlet_id)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return self._insert("versions", article_id=article_id, number=1, text=text, text_sha256=digest)

    def claim(self, sentence: str, version: int | None = None, quote: str | None = None) -> int:
        """Add a claim on the first place where a quote stands in a version; return the claim's number."""
        version = version or self.article("0")
        (text,) = self.sql.execute("SELECT text FROM versions WHERE id = ?", (version,)).fetchone()
        quote = quote or text
        start, end = text.index(quote), text.index(quote) + len(quote)
        claim = self._insert("claims", sentence=sentence)
        known = self.sql.execute(
            "SELECT id FROM passages WHERE (version_id, start_char, end_char) = (?, ?, ?)",
            (version, start, end),
        ).fetchone()
        passage = (
            known[0]
            if known
            else self._insert("passages", version_id=version, start_char=start, end_char=end, quote=quote)
        )
        self._insert("statements", claim_id=claim, passage_id=passage)
        return claim

    def _insert(self, table: str, **row: object) -> int:
        marks = ", ".join("?" * len(row))
        done = self.sql.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})",  # noqa: S608
            tuple(row.values()),
        )
        return int(done.lastrowid or 0)


@pytest.fixture
def desk(empty_file: Path) -> Iterator[Desk]:
    """An empty database to write claims into."""
    written = Desk(empty_file)
    yield written
    written.sql.close()


@pytest.fixture
def reading(desk: Desk) -> Iterator[Connection]:
    """Our own connection to the same file."""
    with open_engine(Location(str(desk.path))).connect() as connection:
        yield connection


# What a claim says, and what people type who look for it.
FOUND = {
    "case": ("Kassis called on Nazarbayev.", "KASSIS nazarbayev"),
    "Latin accents left out": ("Nazarbaïev a proposé une médiation.", "nazarbaiev mediation"),
    "Latin accents typed": ("Nazarbaiev a propose une mediation.", "Nazarbaïev médiation"),
    "Vietnamese": ("Nguyễn Phú Trọng đã phát biểu.", "nguyen phu trong da phat bieu"),
    "Polish": ("Lech Wałęsa mówił.", "walesa mowil"),
    "Danish": ("Sørensen talte.", "sorensen"),
    "Turkish with dots": ("İstanbul'da görüşme yapıldı.", "istanbul"),
    "Turkish without dots": ("Kılıçdaroğlu konuştu.", "KILIÇDAROĞLU"),
    "Turkish as others type it": ("Kılıçdaroğlu konuştu.", "kilicdaroglu"),
    "German": ("Die Straße nach Astana.", "STRAßE"),
    "Cyrillic case": ("Назарбаев предложил переговоры.", "НАЗАРБАЕВ"),
    "Cyrillic yo typed as ye": ("Горбачёв выступил.", "горбачев"),
    "Cyrillic ye typed as yo": ("Горбачев выступил.", "Горбачёв"),
    "Cyrillic short i, decomposed": ("Сергеи\u0306 Лавров.", "Сергей"),
    "Cyrillic short i, composed": ("Сергей Лавров.", "Сергеи\u0306"),
    "Ukrainian": ("Київ відповів.", "КИЇВ"),
    "Kazakh": ("Қазақстан ұсынды.", "қазақстан ҰСЫНДЫ"),
    "Greek in capitals, which leave accents out": ("Η Ελλάδα απάντησε.", "ΕΛΛΑΔΑ"),
    "Greek final sigma": ("Ο Τσίπρας μίλησε.", "ΤΣΙΠΡΑΣ"),
    "polytonic Greek": ("Ἀθῆναι ἐσίγησαν.", "αθηναι"),
    "Arabic with vowel signs": ("قَالَتْ رَنْدَة قَسِّيس", "قالت رندة"),
    "Arabic without vowel signs": ("قالت رندة قسيس", "قَالَتْ رَنْدَة"),
    "Arabic alef variants": ("أعلن الإتحاد آراء", "اعلن الاتحاد اراء"),
    "Arabic alef maqsura and ta marbuta": ("على المبادرة", "علي المبادره"),
    "Arabic tatweel": ("محمـــد", "محمد"),
    "Arabic hamza on waw": ("مسؤول رفيع", "مسوول"),
    "Persian letters": ("کیهان گفت", "كيهان"),
    "Hebrew": ("שר החוץ אמר", "החוץ"),
    "Hindi": ("प्रधानमंत्री ने हिन्दी में कहा", "हिन्दी"),
    "Hindi nukta": ("क\u093cलम चली", "\u0958लम"),
    "Bengali": ("\u09dcক সফর", "\u09a1\u09bcক"),
    "Chinese, two characters of a sentence": ("叙利亚停火协议在阿斯塔纳签署。", "停火"),
    "Chinese, two words of a sentence": ("叙利亚停火协议在阿斯塔纳签署。", "签署 停火"),
    "Chinese, one character": ("叙利亚停火协议在阿斯塔纳签署。", "叙"),
    "Japanese": ("カザフスタンは停戦を提案した。", "停戦を提案"),
    "Japanese kana": ("カザフスタンは停戦を提案した。", "カザフ"),
    "Korean with its particle": ("카자흐스탄은 휴전을 제안했다.", "휴전"),
    "Thai inside a sentence": ("รัฐมนตรีต่างประเทศกล่าวว่า", "ต่างประเทศ"),
    "Thai from inside a word": ("รัฐมนตรีต่างประเทศกล่าวว่า", "ประเทศ"),
    "Georgian": ("საქართველომ უპასუხა", "საქართველომ"),
    "beyond the basic plane": ("𠮷野家が発表した", "𠮷野"),
    "beside an emoji": ("Talks 🕊 began in Astana.", "🕊 talks"),
    "a soft hyphen inside": ("a cease\u00adfire in Astana", "ceasefire"),
    "numbers": ("In 2017 the 3rd round began.", "2017"),
    "a hyphenated name": ("Al-Mayadeen reported.", "al-mayadeen"),
    "an apostrophe": ("Kazakhstan's proposal.", "kazakhstan's"),
    "another apostrophe": ("Kazakhstan’s proposal.", "kazakhstan's"),
    "a web address": ("See https://example.org/a?b=c now.", "https://example.org/a?b=c"),
}

NOT_FOUND = {
    "a word that is not there": ("Kassis spoke.", "lavrov"),
    "one of two words": ("Kassis spoke.", "kassis lavrov"),
    "the beginning of a word without a star": ("Kassis spoke.", "kass"),
    "two Chinese characters that do not stand together": ("停战后着火", "停火"),
    "a phrase in another order": ("began talks", '"talks began"'),
    "Hindi vowels": ("कौन", "कान"),
    "Japanese voicing": ("かき", "がき"),
}


@pytest.mark.parametrize(("sentence", "typed"), FOUND.values(), ids=FOUND)
def test_words_are_found_in_any_script(desk: Desk, reading: Connection, sentence: str, typed: str) -> None:
    claim = desk.claim(sentence, desk.article(sentence))
    desk.claim("Something else.")
    hits = search(reading, typed)
    assert [hit.claim_id for hit in hits] == [claim]
    assert "[" in hits[0].snippet


@pytest.mark.parametrize(("sentence", "typed"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_other_words_are_not_found(desk: Desk, reading: Connection, sentence: str, typed: str) -> None:
    desk.claim(sentence)
    assert search(reading, typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        "kassis AND lavrov",
        "kassis OR lavrov",
        "kassis NOT lavrov",
        "NEAR(kassis lavrov)",
        "sentence:kassis",
        "words: kassis",
        "-kassis",
        "^kassis",
        "{words}: kassis",
        "kassis + lavrov",
        "(kassis",
        'kassis"',
        '"kassis',
        "kassis\0",
        "kassis\\",
        "kassis'; DROP TABLE claims; --",
        "*kassis",
        "kas*sis",
        "kassis\udc80",
        "kassis \ud83d",
    ],
)
def test_what_is_typed_is_words_and_never_syntax(desk: Desk, reading: Connection, typed: str) -> None:
    desk.claim("Kassis spoke.")
    everything = desk.claim("Kassis and/or not near(Lavrov), words sentence; drop table claims, kas sis.")
    found = {hit.claim_id for hit in search(reading, typed)}
    assert found <= {everything, everything - 1}
    assert ("Lavrov" in typed or "lavrov" in typed) <= (everything - 1 not in found)


def test_and_or_not_are_looked_for_like_any_word(desk: Desk, reading: Connection) -> None:
    wanted = desk.claim("Peace or war.")
    desk.claim("Peace now.")
    desk.claim("War now.")
    assert [hit.claim_id for hit in search(reading, "peace OR war")] == [wanted]


@pytest.mark.parametrize(
    "typed", ["", " ", "*", '"', '""', "()", "- : ^", "🕊", "\0", "\udc80", "…", "\u0640", "'"]
)
def test_a_search_without_a_word_is_refused(reading: Connection, typed: str) -> None:
    with pytest.raises(NoWordsError, match="no word to search for"):
        search(reading, typed)


@pytest.fixture(scope="module")
def any_file(_empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "claims.db"
    path.write_bytes(_empty_file.read_bytes())
    with closing(sqlite3.connect(path)) as sql, sql:
        sql.executescript("""
            INSERT INTO articles (id) VALUES (1);
            INSERT INTO versions (id, article_id, number, text, text_sha256)
                VALUES (1, 1, 1, 'AND OR NOT NEAR a "b" c* 停火', hex(zeroblob(32)));
            INSERT INTO passages SELECT 1, id, 0, length(text), text FROM versions;
            INSERT INTO claims (id, sentence) SELECT 1, text FROM versions;
            INSERT INTO statements (claim_id, passage_id) VALUES (1, 1);
        """)
    return path


@pytest.fixture(scope="module")
def anything(any_file: Path) -> Iterator[Connection]:
    with open_engine(Location(str(any_file))).connect() as connection:
        yield connection


SYNTAX = st.sampled_from(
    [
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR(",
        "(",
        ")",
        '"',
        "'",
        "*",
        "^",
        ":",
        "+",
        "-",
        "{",
        "}",
        ",",
        "\\",
        "\0",
        "words",
    ]
)


@given(
    typed=st.lists(st.text() | SYNTAX).map(" ".join)
    | st.text(st.characters(codec=None))
    | st.lists(SYNTAX).map("".join)
)
@example(typed='a"b')
@example(typed='"a" * "')
@example(typed="\ud800a")
def test_anything_typed_finds_something_or_nothing_or_has_no_words(anything: Connection, typed: str) -> None:
    try:
        hits = search(anything, typed)
    except NoWordsError:
        return
    assert {hit.claim_id for hit in hits} <= {1}


def test_a_pasted_page_is_a_search_too(desk: Desk, reading: Connection) -> None:
    page = " ".join(f"word{each}" for each in range(5000))
    claim = desk.claim(page)
    assert [hit.claim_id for hit in search(reading, page)] == [claim]


def test_a_phrase_stands_in_order_and_together(desk: Desk, reading: Connection) -> None:
    together = desk.claim("Kassis called for peace talks in Astana.")
    desk.claim("Talks in Astana were called peace.")
    assert [hit.claim_id for hit in search(reading, '"peace talks"')] == [together]
    assert [hit.claim_id for hit in search(reading, '"peace talks')] == [together]
    assert len(search(reading, "peace talks")) == 2


@pytest.mark.parametrize("typed", ["negot*", "NEGOT*", "peace negot*", '"peace negot*"', '"peace negot"*'])
def test_a_star_at_the_end_finds_what_begins_so(desk: Desk, reading: Connection, typed: str) -> None:
    wanted = desk.claim("Peace negotiations began.")
    desk.claim("Peace came; renegotiated.")
    assert [hit.claim_id for hit in search(reading, typed)] == [wanted]


def test_the_best_hit_comes_first(desk: Desk, reading: Connection) -> None:
    long = desk.claim("Talks, among many other things that were spoken about at length, were mentioned.")
    short = desk.claim("Talks began.")
    for each in range(5):  # a word that most claims have weighs nothing
        desk.claim(f"Nothing of the sort {each}.")
    hits = search(reading, "talks")
    assert [hit.claim_id for hit in hits] == [short, long]
    scores = [hit.score or 0 for hit in hits]
    assert scores[0] > scores[1] > 0


def test_a_claim_is_found_by_its_passage_and_told_once(desk: Desk, reading: Connection) -> None:
    version = desk.article("The ceasefire, a ceasefire at last.", title="Peace", outlet="Mayadeen")
    by_both = desk.claim("The ceasefire holds.", version, "a ceasefire at last")
    by_quote = desk.claim("It was late.", version, "The ceasefire")
    hits = {hit.claim_id: hit for hit in search(reading, "ceasefire")}
    assert set(hits) == {by_both, by_quote}
    assert len(search(reading, "ceasefire")) == 2
    assert hits[by_quote].found_in == "passage"
    assert hits[by_quote].snippet == "The [ceasefire]"
    assert hits[by_quote].claim == "It was late."
    assert (hits[by_quote].title, hits[by_quote].outlet, hits[by_quote].published) == (
        "Peace",
        "Mayadeen",
        None,
    )


def test_every_claim_on_a_passage_is_found_by_it(desk: Desk, reading: Connection) -> None:
    version = desk.article("They agreed on a ceasefire.")
    claims = {desk.claim(sentence, version, "a ceasefire") for sentence in ("One.", "Two.", "Three.")}
    assert {hit.claim_id for hit in search(reading, "ceasefire")} == claims


def test_a_passage_is_shown_with_the_article_it_stands_in(desk: Desk, reading: Connection) -> None:
    first = desk.article("It rained.", title="First")
    second = desk.article("Rain fell in torrents.", title="Second")
    claim = desk.claim("The weather was wet.", first)
    desk.claim("It poured.", second)
    desk.sql.execute(
        "INSERT INTO statements (claim_id, passage_id) SELECT ?, id FROM passages WHERE version_id = ?",
        (claim, second),
    )
    desk.sql.execute("DELETE FROM statements WHERE claim_id > ?", (claim,))
    assert [hit.title for hit in search(reading, "torrents")] == ["Second"]
    assert [hit.title for hit in search(reading, "weather")] == ["First"]


def test_the_limit_counts_claims_not_rows(desk: Desk, reading: Connection) -> None:
    version = desk.article("Talks talks talks. Talks talks. Talks.")
    desk.sql.execute(
        "INSERT INTO passages (version_id, start_char, end_char, quote) VALUES (?, 0, 5, 'Talks')", (version,)
    )
    claims = [desk.claim(f"Talks {each}.", version, "Talks talks.") for each in range(3)]
    assert len(search(reading, "talks", limit=2)) == 2
    assert {hit.claim_id for hit in search(reading, "talks", limit=3)} == set(claims)
    assert len(search(reading, "talks", limit=99)) == 3
    assert search(reading, "talks", limit=2) == search(reading, "talks")[:2]


def test_a_claim_that_nothing_states_any_more_is_not_found(desk: Desk, reading: Connection) -> None:
    desk.claim("Talks began.")
    desk.sql.execute("DELETE FROM statements")
    assert search(reading, "talks") == []


def test_the_snippet_marks_the_words_in_their_own_wording(desk: Desk, reading: Connection) -> None:
    sentences = {
        "gorbachev": ("ГОРБАЧЁВ, сказал горбачев.", "горбачев", "[ГОРБАЧЁВ], сказал [горбачев]."),
        "arabic": ("قَالَتْ رَنْدَة قَسِّيس", "رندة", "قَالَتْ [رَنْدَة] قَسِّيس"),
        "chinese": ("叙利亚停火协议。", "停火", "叙利亚[停火]协议。"),
        "thai": ("กล่าวว่าประเทศไทย", "ประเทศ", "กล่าวว่า[ประเทศ]ไทย"),
        "hindi": ("वह हिन्दी है", "हिन्दी", "वह [हिन्दी] है"),
        "phrase": ("Peace talks: peace, talks.", '"peace talks"', "[Peace talks]: [peace, talks]."),
        "prefix": ("Negotiators negotiated.", "negotiat*", "[Negotiators] [negotiated]."),
        "soft hyphen": ("A cease\u00adfire.", "ceasefire", "A [cease\u00adfire]."),
        "markup": ("[b]Bold[/b] talks", "talks", "[b]Bold[/b] [talks]"),
        "underscore": ("foo_bar baz", "bar", "foo_[bar] baz"),
    }
    claims = {name: desk.claim(sentence) for name, (sentence, *_) in sentences.items()}
    for name, (_, typed, marked) in sentences.items():
        assert {hit.claim_id: hit.snippet for hit in search(reading, typed)}[claims[name]] == marked


def test_a_long_text_is_cut_around_its_first_hit(desk: Desk, reading: Connection) -> None:
    desk.claim("word " * 100 + "ceasefire" + " word" * 100)
    (hit,) = search(reading, "ceasefire")
    assert hit.snippet.startswith("…word ")
    assert hit.snippet.endswith("…")
    assert " [ceasefire] " in hit.snippet
    assert len(hit.snippet) < 300


def test_fts_hands_the_words_to_the_engine_as_they_are(desk: Desk, reading: Connection) -> None:
    kassis = desk.claim("Kassis spoke.")
    lavrov = desk.claim("Lavrov spoke.")
    assert {hit.claim_id for hit in search(reading, "kassis OR lavrov", fts=True)} == {kassis, lavrov}
    assert [hit.claim_id for hit in search(reading, "spoke NOT lavrov", fts=True)] == [kassis]
    assert [hit.snippet for hit in search(reading, "^lav*", fts=True)] == ["[Lavrov] spoke."]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("AND", "syntax error near"),
        ('"open', "unterminated string"),
        ("title: kassis", "no such column: title"),
        ("*", "unknown special query"),
        ("(a", "syntax error"),
        ("\udc80(", "syntax error"),
    ],
)
def test_a_bad_expression_is_refused_with_the_engines_reason(
    desk: Desk, reading: Connection, typed: str, reason: str
) -> None:
    desk.claim("Kassis spoke.")
    with pytest.raises(BadSearchError, match=reason) as failure:
        search(reading, typed, fts=True)
    assert "--fts" in failure.value.sentence
    assert failure.value.exit_code == 2


# The index stays in step with whatever a plain shell does.

CHANGES = {
    "a new sentence": (
        "UPDATE claims SET sentence = 'Peace came.' WHERE id = 1",
        {"peace": [1], "talks": []},
    ),
    "the same sentence": ("UPDATE claims SET sentence = sentence", {"talks": [1], "kassis": [2]}),
    "another column": ("UPDATE claims SET kind = 'event'", {"talks": [1], "kassis": [2]}),
    "another number": ("UPDATE claims SET id = 99 WHERE id = 3", {"lavrov": [99]}),
    "another number by rowid": ("UPDATE claims SET rowid = 99 WHERE id = 3", {"lavrov": [99]}),
    "both at once": (
        "UPDATE claims SET oid = 99, sentence = 'Gone.' WHERE id = 3",
        {"lavrov": [], "gone": [99]},
    ),
    "deleted": ("DELETE FROM claims WHERE id = 3", {"lavrov": []}),
    "an insert ignored": ("INSERT OR IGNORE INTO claims (id, sentence) VALUES (9, ' ')", {"talks": [1]}),
    "an update ignored": (
        "UPDATE OR IGNORE claims SET sentence = ' '",
        {"talks": [1], "kassis": [2], "lavrov": [3]},
    ),
    "an update that fails half-way": (
        "UPDATE OR FAIL claims SET sentence = iif(id = 2, ' ', 'New ' || id)",
        {"talks": [], "new": [1], "kassis": [2], "lavrov": [3]},
    ),
    "an update that fails": (
        "UPDATE claims SET sentence = iif(id = 2, ' ', 'New ' || id)",
        {"talks": [1], "new": []},
    ),
    "a replacement": (
        "REPLACE INTO claims (id, sentence) VALUES (3, 'Other.')",
        {"lavrov": [3], "other": []},
    ),
    "a replacement by sentence": ("REPLACE INTO claims (sentence) VALUES ('Lavrov came.')", {"lavrov": [3]}),
    "an update that overruns": (
        "UPDATE OR REPLACE claims SET sentence = 'Lavrov came.' WHERE id = 1",
        {"lavrov": [3], "talks": [1]},
    ),
    "an upsert": (
        "INSERT INTO claims (id, sentence) VALUES (3, 'x') ON CONFLICT DO UPDATE SET sentence = 'Other.'",
        {"lavrov": [3], "other": []},  # refused, as every row that is there already
    ),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("checks", ["PRAGMA recursive_triggers = OFF", "PRAGMA recursive_triggers = ON"])
def test_the_index_is_in_step_after_any_change(
    desk: Desk, change: str, expected: dict[str, list[int]], checks: str
) -> None:
    for sentence in ("Talks began.", "Kassis spoke.", "Lavrov came."):
        desk.claim(sentence)
    desk.sql.execute("DELETE FROM statements WHERE claim_id = 3")
    desk.sql.execute(checks)
    try:
        desk.sql.execute(change)
    except sqlite3.IntegrityError:
        assert any(word in change for word in ("OR ", "REPLACE", "iif", "ON CONFLICT"))  # all others pass
    for word, ids in expected.items():
        found = desk.sql.execute(
            "SELECT rowid FROM claims_search WHERE claims_search MATCH ? ORDER BY rowid", (word,)
        )
        assert [each for (each,) in found] == ids
    desk.sql.execute("INSERT INTO claims_search (claims_search, rank) VALUES ('integrity-check', 1)")


def test_a_passage_that_goes_is_found_no_more(desk: Desk) -> None:
    desk.claim("One.", desk.article("Talks began."))
    desk.sql.executescript("DELETE FROM statements; DELETE FROM passages")
    assert (
        desk.sql.execute("SELECT rowid FROM passages_search WHERE passages_search MATCH 'talks'").fetchall()
        == []
    )
    desk.sql.execute("INSERT INTO passages_search (passages_search, rank) VALUES ('integrity-check', 1)")


# The form in the index and the form of what is typed are the same.

SPECIAL = (
    "".join(FOLDED.values()).replace("-", "")
    + "停火ประเทศ휴전\u00ad\u200d\u0640\u064b\u0651 aé\ufffe\uffff[]^-*\U00020000\U0010ffff\n"
)
written = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from(SPECIAL)
)


@pytest.fixture(scope="module")
def shelf(any_file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(any_file, isolation_level=None)) as connection:
        yield connection


@contextmanager
def all_taken_back(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def indexed_form(connection: sqlite3.Connection, sentence: str) -> str:
    with all_taken_back(connection):
        connection.execute("INSERT INTO claims (id, sentence) VALUES (9, ?)", ("x" + sentence,))
        return str(connection.execute("SELECT words FROM claims_words WHERE id = 9").fetchone()[0])[1:]


@given(text=written)
@example(text="停" * 249 + "火é")
@example(text="é" * 1000 + "й")
def test_the_index_holds_the_search_form_that_python_gives(shelf: sqlite3.Connection, text: str) -> None:
    assert indexed_form(shelf, text) == search_form(text)


@pytest.mark.parametrize("length", [1, 248, 249, 250, 251, 499, 500, 501, 2000])
def test_a_text_read_in_pieces_is_whole(shelf: sqlite3.Connection, length: int) -> None:
    text = ("停Aйء" * length)[:length]
    assert indexed_form(shelf, text) == search_form(text)


def test_every_single_character_has_one_form(shelf: sqlite3.Connection) -> None:
    """All that any list names, with their neighbours, in one go."""
    named = {ord(letter) for letter in UNSPACED + DROPPED + "".join(FOLDED.values()) if letter != "-"}
    near = sorted({each + step for each in named for step in (-1, 0, 1)} - set(range(0xD800, 0xE000)))
    text = "".join(chr(each) for each in near if each)
    assert indexed_form(shelf, text) == search_form(text)


FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")


def test_composed_and_decomposed_letters_find_each_other(shelf: sqlite3.Connection) -> None:
    letters = [
        letter
        for letter in map(chr, range(0xA0, 0x2000))
        if unicodedata.normalize("NFD", letter) != letter
        and unicodedata.category(letter).startswith("L")
        and unicodedata.name(letter).split()[0] in ("LATIN", "GREEK", "CYRILLIC", "ARABIC")
    ]
    assert len(letters) > 700
    with all_taken_back(shelf):
        _find_each_in_both_forms(shelf, letters)


def _find_each_in_both_forms(shelf: sqlite3.Connection, letters: list[str]) -> None:
    for number, letter in enumerate(letters, start=10):
        composed, decomposed = (unicodedata.normalize(form, letter) for form in FORMS)
        for shift, spelled in ((0, composed), (10_000, decomposed)):
            sentence = f"q{spelled}q {number}. {shift}"
            shelf.execute("INSERT INTO claims (id, sentence) VALUES (?, ?)", (number + shift, sentence))
    query = "SELECT rowid FROM claims_search WHERE claims_search MATCH ?"
    for number, letter in enumerate(letters, start=10):
        found = {
            each for (each,) in shelf.execute(query, (fts5_expression(search_terms(f"q{letter}q {number}")),))
        }
        assert found == {number, number + 10_000}, letter


def test_a_very_long_chinese_text_is_indexed_in_good_time(shelf: sqlite3.Connection) -> None:
    """Read letter by letter from its start it would take minutes."""
    assert indexed_form(shelf, "停" * 50_000) == " 停 " * 50_000
