"""Which articles name an actor, and what of that carries no claim yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.questions import AmbiguousActorError, UnknownActorError
from claimsdb.library import Database
from claimsdb.records.mentions import ArticleMentions, UncodedPassage
from tests.engines import run_sql
from tests.mentioned import afresh, kept, marks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]

TALKS = (
    "Talks in Astana. Randa Kassis spoke first. Mrs Kassis, who leads a party, left early! "
    "The minister stayed. Randa\nKassis came back."
)
TALKS_CLAIMS = """
    claimsdb: 1
    article: {title: Talks, outlet: Post, published: 2017-02-15}
    actors: [{name: Randa Kassis, aliases: [Kassis]}]
    claims: [{claim: She spoke first., quote: spoke first}]
"""
RAIN = "Rain fell on Kassis Street."
"""It names her street, and so her."""


@pytest.fixture
def press(database: Database, write: Write) -> Database:
    """Two articles that name Randa Kassis, one with a claim, and one that does not."""
    write("talks.claims.yaml", TALKS_CLAIMS)
    for name, text in (("talks", TALKS), ("rain", RAIN), ("sun", "The sun shone.")):
        assert not database.load(write(f"{name}.txt", text)).refused
    return database


def said(rows: list[UncodedPassage]) -> list[str]:
    return [row.passage for row in rows]


def load(database: Database, write: Write, name: str, text: str, *names: str) -> None:
    """Load a text with an annotation that declares actors, one for each name."""
    actors = ", ".join(f"{{name: {each}}}" for each in names)
    claims = f"[{{claim: It is so., quote: '{text[-4:-1]}'}}]"
    write(f"{name}.claims.yaml", f"claimsdb: 1\nactors: [{actors}]\nclaims: {claims}\n")
    assert not database.load(write(f"{name}.txt", text)).refused


def test_an_actor_is_shown_with_every_article_that_names_it(press: Database) -> None:
    assert press.actor("Kassis").mentions == (
        ArticleMentions(1, "Talks", "Post", "2017-02-15", "talks.txt", 1, mentions=3, uncoded=2, ambiguous=0),
        ArticleMentions(2, None, None, None, "rain.txt", 1, mentions=1, uncoded=1, ambiguous=0),
    )


def test_the_articles_that_name_an_actor_can_be_listed_page_by_page(press: Database) -> None:
    rows = press.articles(actor="Kassis")
    assert [row.article_id for row in rows] == [1, 2]
    assert rows == press.articles()[:2]
    assert press.articles(actor="Kassis", limit=1) == rows[:1]
    assert press.articles(actor="Kassis", limit=1, after=rows[0]) == rows[1:]
    assert press.articles(actor="Kassis", limit=0) == []


def test_sentences_that_name_an_actor_and_carry_no_claim_are_left_to_code(press: Database) -> None:
    first, second, third = press.uncoded("Randa Kassis")
    assert first == UncodedPassage(
        *(1, "Talks", "Post", "2017-02-15", "talks.txt", 1),
        start_char=43,
        end_char=85,
        passage="Mrs Kassis, who leads a party, left early!",
        names=("Kassis",),
        actors=("Randa Kassis",),
        ambiguous=False,
    )
    assert TALKS[first.start_char : first.end_char] == first.passage
    assert (second.passage, second.names) == ("Randa\nKassis came back.", ("Randa\nKassis",))
    assert third.passage == RAIN
    assert press.uncoded("Kassis", limit=2) == [first, second]


def test_a_claim_on_a_part_of_the_sentence_takes_it_off_the_list(press: Database) -> None:
    press.add_claim("talks.txt", claim="She leads a party.", quote="leads a party")
    assert said(press.uncoded("Kassis")) == ["Randa\nKassis came back.", RAIN]
    assert [each.uncoded for each in press.actor("Kassis").mentions] == [1, 1]


def test_a_claim_on_the_next_sentence_does_not(press: Database) -> None:
    press.add_claim("talks.txt", claim="The minister stayed.", quote="The minister stayed.")
    assert len(press.uncoded("Kassis")) == 3


def test_the_parts_of_a_quote_with_words_left_out_carry_its_claim_too(press: Database) -> None:
    press.add_claim("talks.txt", claim="They left and came.", quote="Talks in Astana … left early")
    assert said(press.uncoded("Kassis")) == ["Randa\nKassis came back.", RAIN]


def test_without_an_actor_the_sentences_of_all_are_listed(database: Database, write: Write) -> None:
    load(database, write, "a", "Ann met Bo. Bo met Bo. It rained so.", "Ann", "Bo")
    assert [(row.passage, row.names, row.actors) for row in database.uncoded()] == [
        ("Ann met Bo.", ("Ann", "Bo"), ("Ann", "Bo")),
        ("Bo met Bo.", ("Bo",), ("Bo",)),
    ]


def test_names_are_found_in_several_scripts(database: Database, write: Write) -> None:
    names = ("Gül", "Горбачёв", "رندة قسيس", "习近平")
    text = "Abdullah GUL kam. Как говорил Горбачев. قالت رَنْدَة قسيس وقسيس. 国家主席习近平会见。 Of Gulf. So"
    load(database, write, "a", f"{text}.", *names)
    found = {name: [each.names for each in database.uncoded(name)] for name in names}
    assert found == {
        "Gül": [("GUL",)],
        "Горбачёв": [("Горбачев",)],
        "رندة قسيس": [("رَنْدَة قسيس",)],
        "习近平": [("习近平",)],
    }


def test_a_name_within_another_actors_longer_name_is_no_mention(database: Database, write: Write) -> None:
    load(
        database, write, "a", "Bashar al-Assad Airport closed. Assad spoke. So.", "Assad", "al-Assad Airport"
    )
    assert said(database.uncoded("Assad")) == ["Assad spoke."]
    assert said(database.uncoded("al-Assad Airport")) == ["Bashar al-Assad Airport closed."]


def test_a_name_of_two_actors_counts_for_each_and_is_ambiguous(database: Database, write: Write) -> None:
    load(database, write, "a", "Lee met Ann. So.", "Ann Lee", "Bo Lee", "Ann")
    both_are_called_lee(database)
    for name in ("Ann Lee", "Bo Lee"):
        (row,) = database.uncoded(name)
        assert (row.names, row.actors, row.ambiguous) == (("Lee",), ("Ann Lee", "Bo Lee"), True)
        (mentions,) = database.actor(name).mentions
        assert (mentions.mentions, mentions.ambiguous) == (1, 1)
    (row,) = database.uncoded("Ann")
    assert (row.names, row.ambiguous) == (("Ann",), False)


def run_sql_of(database: Database, *statements: str) -> None:
    where = database.location
    run_sql(where.name if where.is_postgresql else where.path, *statements)


def both_are_called_lee(database: Database) -> None:
    run_sql_of(
        database,
        "INSERT INTO actor_names (actor_id, name, name_folded) VALUES (1, 'Lee', 'lee'), (2, 'Lee', 'lee')",
    )


def test_two_names_of_one_actor_that_are_written_alike_are_one_mention(
    database: Database, write: Write
) -> None:
    write(
        "a.claims.yaml",
        "claimsdb: 1\nactors: [{name: Gül, aliases: [GÜL, Gul]}]\nclaims: [{claim: X., quote: So}]",
    )
    database.load(write("a.txt", "Gul came. So."))
    (mentions,) = database.actor("Gül").mentions
    assert (mentions.mentions, mentions.ambiguous) == (1, 0)
    assert [row.names for row in database.uncoded("Gül")] == [("Gul",)]


def test_a_new_alias_is_found_in_texts_of_old(press: Database, write: Write) -> None:
    assert len(press.uncoded("Kassis")) == 3
    write("talks.claims.yaml", TALKS_CLAIMS.replace("[Kassis]", "[Kassis, The minister]"))
    press.load(write("talks.txt", TALKS))
    assert "The minister stayed." in said(press.uncoded("Kassis"))
    assert kept(press) == afresh(press) != []


def test_a_longer_new_name_covers_a_shorter_old_one(press: Database, write: Write) -> None:
    assert [row.article_id for row in press.articles(actor="Kassis")] == [1, 2]
    load(press, write, "street", "Kassis Street is so.", "Kassis Street")
    assert [row.article_id for row in press.articles(actor="Kassis")] == [1]
    assert [row.article_id for row in press.articles(actor="Kassis Street")] == [2, 4]


def test_a_removed_name_uncovers_the_shorter_ones_within(press: Database, write: Write) -> None:
    load(press, write, "street", "Kassis Street is so.", "Kassis Street")
    assert [row.article_id for row in press.articles(actor="Kassis")] == [1]
    run_sql_of(press, "DELETE FROM actor_names WHERE name = 'Kassis Street'")
    assert [row.article_id for row in press.articles(actor="Kassis")] == [1, 2, 4]
    assert kept(press) == afresh(press)


def test_a_renamed_name_is_looked_for_anew(press: Database) -> None:
    assert len(press.uncoded("Kassis")) == 3
    run_sql_of(press, "UPDATE actor_names SET name = 'Sun', name_folded = 'sun' WHERE name = 'Kassis'")
    assert [row.article_id for row in press.articles(actor="Randa Kassis")] == [1, 3]
    assert kept(press) == afresh(press)


def test_of_an_article_the_newest_version_counts(press: Database, write: Write) -> None:
    assert len(press.uncoded("Kassis")) == 3
    press.load(write("talks.txt", TALKS.replace("Mrs Kassis, who", "She, who").replace("Talks", "The talks")))
    (talks, _rain) = press.actor("Kassis").mentions
    assert (talks.version, talks.mentions, talks.uncoded) == (2, 2, 1)
    first = press.uncoded("Kassis")[0]
    assert (first.version, first.passage) == (2, "Randa\nKassis came back.")
    assert kept(press) == afresh(press)


def test_a_claim_that_was_carried_to_the_newest_version_counts_there(press: Database, write: Write) -> None:
    press.load(write("talks.txt", f"News of the day.\n\n{TALKS}"))
    assert [(row.outcome, row.version) for row in press.claims()] == [("exact", 2)]
    (talks, _rain) = press.actor("Kassis").mentions
    assert (talks.version, talks.mentions, talks.uncoded) == (2, 3, 2)


def test_a_claim_whose_passage_is_gone_counts_no_more(press: Database, write: Write) -> None:
    press.load(write("talks.txt", TALKS.replace("Kassis spoke first", "Kassis was silent all the day")))
    assert [row.outcome for row in press.claims()] != ["exact"]
    assert "Randa Kassis was silent all the day." in said(press.uncoded("Kassis"))


def test_what_was_looked_through_is_looked_through_once(press: Database) -> None:
    told: list[tuple[int, int]] = []
    press.actor("Kassis", told=lambda *counts: told.append(counts))
    assert told == [(3, 3)]
    assert {upto for _version, upto in marks(press)} == {2}
    press.uncoded("Kassis", told=lambda *counts: told.append(counts))
    assert len(told) == 1


def test_nothing_is_looked_through_for_a_name_that_nobody_has(press: Database) -> None:
    with pytest.raises(UnknownActorError, match="Nobody"):
        press.uncoded("Nobody")
    with pytest.raises(UnknownActorError, match="Nobody"):
        press.articles(actor="Nobody")
    assert {upto for _version, upto in marks(press)} == {0}


def test_a_name_of_several_actors_is_asked_back(database: Database, write: Write) -> None:
    load(database, write, "a", "Lee is so.", "Ann", "Bo")
    both_are_called_lee(database)
    with pytest.raises(AmbiguousActorError, match="Lee"):
        database.uncoded("Lee")


def test_without_names_or_texts_nothing_is_named(database: Database, write: Write) -> None:
    assert database.uncoded() == []
    database.load(write("a.txt", "Nobody is known here."))
    assert database.uncoded() == []
    assert database.articles(actor=None) != []


def test_an_actor_that_no_text_names_is_named_nowhere(press: Database, write: Write) -> None:
    write(
        "sun.claims.yaml", "claimsdb: 1\nclaims: [{claim: It shone., quote: shone, speakers: [Nobody Here]}]"
    )
    press.load(write("sun.txt", "The sun shone."))
    assert press.actor("Nobody Here").mentions == ()
    assert press.articles(actor="Nobody Here") == []


def test_what_is_kept_is_proved_and_made_anew(press: Database) -> None:
    press.uncoded()
    assert press.verify().faults == ()
    run_sql_of(press, "DELETE FROM mentions WHERE start_char = 0 OR version_id = 2")
    assert [(each.table, each.row_id) for each in press.verify().faults] == [("versions", 2)]
    press.reindex()
    assert press.verify().faults == ()
    assert len(press.uncoded("Kassis")) == 3
    assert kept(press) == afresh(press)


def test_a_text_without_a_mark_is_named_as_a_fault_and_marked_anew(press: Database) -> None:
    run_sql_of(press, "DELETE FROM mention_marks WHERE version_id = 1")
    assert [str(each.sentence) for each in press.verify().faults] == [
        "it has no mark, so no names are looked for in it: type `claimsdb db upgrade --reindex`"
    ]
    press.reindex()
    assert press.verify().faults == ()
    assert [each.article_id for each in press.actor("Kassis").mentions] == [1, 2]


def test_an_export_has_every_mention_whether_it_is_kept_or_not(
    press: Database, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.uncoded()
    press.load(write("new.txt", "Kassis came later."))
    with monkeypatch.context() as patch:
        patch.setattr(Database, "_keep_mentions", lambda *_: None)
        press.export_csv(tmp_path / "found")
    press.export_csv(tmp_path / "kept")
    found, read = ((tmp_path / name / "mentions.csv").read_text() for name in ("found", "kept"))
    assert found == read
    assert len(read.splitlines()) == 1 + len(kept(press)) == 6
