"""Chains of speakers, each link with where the text names it, how it cues it, and how it gives the words."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.base import ClaimsDBError
from claimsdb.library import copy_database, open_database
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database
    from claimsdb.records.loading import LoadOutcome
    from claimsdb.records.rows import ChainLink, PassageInContext
    from tests.engines import Where

    Write = Callable[[str, str], Path]

TEXT = (
    "She is early. Sara Lee, the agency said, told the paper that she never closed the bridge.\n\n"
    "The theatre stays open, she said. “Some” deny it, he said, and she left.\n"
)
LEE = "{name: Sara Lee, source: Sara Lee, cue: told the paper}"
AGENCY = "{unnamed: the agency, source: the agency, cue: said, quotation: direct}"


def annotated(
    write: Write, speakers: str, *, text: str = TEXT, quote: str = "never closed the bridge"
) -> Path:
    write(
        "bridge.claims.yaml",
        f"claimsdb: 1\nclaims:\n- claim: It was never closed.\n  quote: {quote}\n  speakers: [{speakers}]\n",
    )
    return write("bridge.txt", text)


def load(database: Database, path: Path, *, prune: bool = False) -> LoadOutcome:
    (outcome,) = database.load(path, prune=prune).outcomes
    assert database.verify().faults == ()
    return outcome


def loaded(database: Database, write: Write, speakers: str, **said: str) -> LoadOutcome:
    outcome = load(database, annotated(write, speakers, **said))
    assert outcome.problems == ()
    return outcome


def shown(database: Database, claim: int = 1) -> PassageInContext:
    (passage,) = database.claim(claim).statements
    return passage


def told(link: ChainLink) -> tuple[str | None, str | None, str | None, str | None]:
    source, cue = (
        None if each is None else f"{each.quote}@{each.start_char}" for each in (link.source, link.cue)
    )
    return link.name or f"“{link.label}”", source, cue, link.quotation


def count(database: Database, table: str) -> int:
    with database._reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


CHAIN = [
    ("Sara Lee", "Sara Lee@14", "told the paper@41", None),
    ("“the agency”", "the agency@24", "said@35", "direct"),
]


def test_each_link_has_its_passages_and_says_how_it_gives_the_words(database: Database, write: Write) -> None:
    loaded(database, write, f"{LEE}, {AGENCY}")
    passage = shown(database)
    assert [told(link) for link in passage.chain] == CHAIN
    assert [(link.position, link.actor_id) for link in passage.chain] == [(1, 1), (2, None)]
    for link in passage.chain:
        for words in (link.source, link.cue):
            assert words is not None
            assert TEXT[words.start_char : words.end_char] == words.quote
            assert (words.version, words.outcome) == (1, None)
    assert database.claims()[0].speakers == ("Sara Lee", "the agency")
    assert database.claims()[0].further_passages == ()
    assert passage.told_as == (
        "Sara Lee, as quoted by somebody called only “the agency”, as reported in bridge.txt, "
        "says that it was never closed."
    )


def test_a_line_of_json_lines_and_a_claim_by_hand_take_them_too(database: Database, write: Write) -> None:
    speakers = [
        {"name": "Sara Lee", "source": "Sara Lee", "cue": "told the paper"},
        {
            "unnamed": "the agency",
            "source": {"quote": "the agency"},
            "cue": {"quote": "said", "after": ", told"},
        },
    ]
    claim = {"claim": "It was never closed.", "quote": "never closed the bridge", "speakers": speakers}
    assert not database.load(write("a.jsonl", json.dumps({"text": TEXT, "claims": [claim]}))).refused
    database.add_claim(1, **{**claim, "claim": "It was open."})  # type: ignore[arg-type]  # as JSON has it
    for number in (1, 2):
        assert [told(link)[:3] for link in shown(database, number).chain] == [each[:3] for each in CHAIN]
    with pytest.raises(ClaimsDBError, match="does not stand in the text"):
        database.add_claim(1, claim="So.", quote="Some", speakers=[{"name": "A", "cue": "shouted"}])
    assert count(database, "claims") == 2
    assert database.verify().faults == ()


def test_a_mapping_with_a_name_alone_is_the_name(database: Database, write: Write) -> None:
    loaded(database, write, "Sara Lee, {name: Reed}, {name: Ann, source: , cue: null, quotation: }")
    assert [told(link) for link in shown(database).chain] == [
        (name, None, None, None) for name in ("Sara Lee", "Reed", "Ann")
    ]


def test_how_the_text_gives_the_words_may_be_said_of_the_nearest_speaker(
    database: Database, write: Write
) -> None:
    loaded(database, write, "{name: Sara Lee, quotation: indirect}")
    assert database.claims()[0].quotation == "indirect"
    assert shown(database).chain[0].quotation == "indirect"


def test_common_words_mean_the_ones_beside_the_statement(database: Database, write: Write) -> None:
    """«she» stands five times, once of them within another word of the first paragraph's neighbour."""
    loaded(database, write, "{name: Sara Lee, source: she}")
    (link,) = shown(database).chain
    assert link.source is not None
    assert link.source.start_char == TEXT.index("she never")


def test_only_whole_words_are_meant_where_the_text_has_them(database: Database, write: Write) -> None:
    loaded(database, write, "{name: Reed, source: he}", quote="Some")
    (link,) = shown(database).chain
    assert link.source is not None
    assert link.source.start_char == TEXT.index("he said, and")


REFUSED = {
    "source: she": "2 times in the paragraph of the statement. Write them as {quote: …, occurrence: …} with",
    "cue: said": "2 times in the paragraph",
    "source: bridge, cue: {quote: said, before: the agency, after: never}": "but not directly beside",
    "source: {quote: she, occurrence: 9}": "there is no occurrence: 9; write a number from 1 to 3",
    "cue: shouted": 'The quote "shouted" does not stand in the text',
    'cue: "…"': "does not stand in the text",
    "source: he … she": "does not stand in the text",
}


@pytest.mark.parametrize("words", list(REFUSED))
def test_what_is_not_plain_is_refused_with_its_place(database: Database, write: Write, words: str) -> None:
    outcome = load(database, annotated(write, f"{{name: Reed, {words}}}", quote="Some"))
    assert outcome.outcome == "refused"
    assert REFUSED[words] in outcome.problems[-1].sentence
    assert {each.place.line for each in outcome.problems} == {5}
    assert outcome.problems[-1].sentence.startswith(("source: ", "cue: "))
    assert count(database, "claims") == 0


def test_the_places_are_named_those_beside_the_statement_first(database: Database, write: Write) -> None:
    (problem,) = load(database, annotated(write, "{name: Reed, source: she}", quote="Some")).problems
    places = problem.sentence.partition("They stand at: ")[2].split("; ")
    assert [place[:4] for place in places] == ["(2) ", "(3) ", "(1) "]
    assert ">>she<< said. “Some” deny" in places[0]


def test_words_that_stand_only_in_other_paragraphs_are_not_guessed(database: Database, write: Write) -> None:
    (problem,) = load(
        database, annotated(write, "{name: Reed, cue: said}", text=f"{TEXT}\nRain fell.\n", quote="Rain")
    ).problems
    assert "stand 3 times in the text, and not at all in the paragraph" in problem.sentence


def test_a_word_within_another_is_not_taken_for_the_whole_word_elsewhere(
    database: Database, write: Write
) -> None:
    text = "The theatre is open.\n\nThere he said so.\n"
    (problem,) = load(
        database, annotated(write, "{name: Reed, source: he}", text=text, quote="is open")
    ).problems
    assert "in the paragraph of the statement" in problem.sentence


def test_the_same_file_again_changes_nothing(database: Database, write: Write) -> None:
    loaded(database, write, f"{LEE}, {AGENCY}")
    before = (database.claims_in_context(), count(database, "passages"))
    assert loaded(database, write, f"{LEE}, {AGENCY}").outcome == "unchanged"
    assert load(database, annotated(write, f"{LEE}, {AGENCY}"), prune=True).outcome == "unchanged"
    assert (database.claims_in_context(), count(database, "passages")) == before


EDITS = {
    "a cue more": ("{name: Sara Lee, source: Sara Lee}", LEE),
    "a cue less": (LEE, "{name: Sara Lee, source: Sara Lee}"),
    "other words": (LEE, "{name: Sara Lee, source: she, cue: told}"),
    "the same words elsewhere": (
        "{name: Sara Lee, source: she}",
        "{name: Sara Lee, source: {quote: she, occurrence: 2}}",
    ),
    "nothing but the name": (f"{LEE}, {AGENCY}", "Sara Lee"),
    "the links the other way round": (f"{LEE}, {AGENCY}", f"{AGENCY}, {LEE}"),
    "a link between": (f"{LEE}, {AGENCY}", f"{LEE}, Reed, {AGENCY}"),
    "another speaker on the same words": (LEE, LEE.replace("name: Sara Lee", "name: Reed")),
    "how the words are given": (AGENCY, AGENCY.replace("direct", "indirect")),
}


@pytest.mark.parametrize("edit", list(EDITS))
def test_an_edited_file_changes_them_and_keeps_the_statement(
    database: Database, write: Write, edit: str
) -> None:
    first, second = EDITS[edit]
    loaded(database, write, first)
    number = database.claims()[0].statement_id
    outcome = loaded(database, write, second)
    assert (outcome.outcome, outcome.claims.changed) == ("updated", ("It was never closed.",))
    assert database.claims()[0].statement_id == number
    edited = shown(database).chain
    places = {(each.start_char, each.end_char) for link in edited for each in (link.source, link.cue) if each}
    assert count(database, "passages") == 1 + len(places)
    assert count(database, "statement_passages") == second.count("source:") + second.count("cue:")
    assert loaded(database, write, second).outcome == "unchanged"


def test_a_quote_that_is_moved_takes_its_speakers_along(database: Database, write: Write) -> None:
    loaded(database, write, "{name: Sara Lee, source: she, cue: told}")
    before = database.claims()[0]
    outcome = loaded(database, write, "{name: Sara Lee, source: She, cue: is early}", quote="She is")
    assert outcome.outcome == "updated"
    (link,) = shown(database).chain
    assert link.source is not None
    assert (link.source.quote, link.source.start_char) == ("She", 0)
    assert database.claims()[0].statement_id == before.statement_id
    assert count(database, "passages") == 3


def test_a_passage_that_bears_a_statement_may_become_the_source_of_another(
    database: Database, write: Write
) -> None:
    loaded(database, write, "", quote="Sara Lee")
    loaded(database, write, "{name: Sara Lee, source: Sara Lee}", quote="the agency")
    assert count(database, "passages") == 2
    loaded(database, write, "{name: Sara Lee, source: the agency}", quote="Sara Lee")
    assert count(database, "passages") == 2


def test_two_statements_on_the_same_words_keep_their_own_speakers(database: Database, write: Write) -> None:
    one = "  - {quote: never closed, speakers: [{name: Sara Lee, source: %s}]}\n"
    head = "claimsdb: 1\nclaims:\n- claim: It was open.\n  statements:\n"
    path = write("bridge.txt", TEXT)
    write("bridge.claims.yaml", head + one % "Sara Lee" + one % "she")
    load(database, path)
    before = {row.chain[0].source: row.statement.statement_id for row in database.claim(1).statements}
    write("bridge.claims.yaml", head + one % "she" + one % "Sara Lee")
    assert load(database, path).claims.changed == ()
    assert {row.chain[0].source: row.statement.statement_id for row in database.claim(1).statements} == before


def test_pruning_takes_their_passages_with_the_statement(database: Database, write: Write) -> None:
    loaded(database, write, f"{LEE}, {AGENCY}")
    write("bridge.claims.yaml", "claimsdb: 1\nclaims:\n- {claim: Else., quote: Some}\n")
    load(database, write("bridge.txt", TEXT), prune=True)
    assert [count(database, each) for each in ("passages", "statement_passages", "attributions")] == [1, 0, 0]


def test_pruning_takes_a_passage_once_that_is_content_and_cue(database: Database, write: Write) -> None:
    loaded(database, write, "{name: Sara Lee, source: never closed, cue: never closed}", quote="never closed")
    write("bridge.claims.yaml", "claimsdb: 1\nclaims:\n- {claim: Else., quote: Some}\n")
    load(database, write("bridge.txt", TEXT), prune=True)
    assert count(database, "passages") == 1


def test_words_of_speakers_are_not_searched_as_if_they_were_claimed(database: Database, write: Write) -> None:
    loaded(database, write, f"{LEE}, {AGENCY}", quote="never … bridge")
    assert database.search("paper") == []
    assert database.claims(ClaimFilter(search="paper")) == []
    assert [hit.found_in for hit in database.search("bridge")] == ["passage"]


def test_a_source_that_is_gone_leaves_the_statement_where_it_stands(database: Database, write: Write) -> None:
    loaded(database, write, f"{LEE}, {AGENCY}")
    newer = TEXT.replace("Sara Lee, the agency said, told the paper that", "It is known here that")
    outcome = loaded(database, write, f"{LEE}, {AGENCY}", text=newer)
    assert outcome.outcome == "new version"
    assert {(each.role, each.outcome) for each in outcome.carried if each.role == "content"} == {
        ("content", "exact")
    }
    passage = shown(database)
    assert (passage.statement.outcome, passage.statement.version) == ("exact", 2)
    source = passage.chain[0].source
    assert source is not None
    assert (source.quote, source.version, source.outcome) == ("Sara Lee", 1, "gone")
    assert [told(link) for link in passage.chain] == CHAIN


def test_sources_are_carried_each_by_itself_and_told_by_their_role(database: Database, write: Write) -> None:
    loaded(database, write, f"{LEE}, {AGENCY}")
    newer = "Well then. " + TEXT.replace("told the paper", "told that paper")
    outcome = loaded(database, write, f"{LEE}, {AGENCY}", text=newer)
    assert {(each.role, each.outcome) for each in outcome.carried} == {
        ("content", "exact"),
        ("source", "exact"),
        ("cue", "exact"),
        ("cue", "altered"),
    }
    chain = shown(database).chain
    assert [told(link)[1:3] for link in chain] == [
        ("Sara Lee@25", "told that paper@52"),
        ("the agency@35", "said@46"),
    ]
    (waiting,) = database.reviews()
    assert (waiting.roles, waiting.claims) == (("cue",), ("It was never closed.",))
    (touched,) = database.compare(1).touched
    assert (touched.outcome, touched.roles, touched.claims) == (
        "altered",
        ("cue",),
        ("It was never closed.",),
    )


def test_an_edited_file_vouches_for_the_new_words_of_a_cue(database: Database, write: Write) -> None:
    loaded(database, write, f"{LEE}, {AGENCY}")
    newer = TEXT.replace("told the paper", "told that paper")
    edited = f"{LEE.replace('the paper', 'that paper')}, {AGENCY}"
    loaded(database, write, edited, text=newer)
    assert database.reviews() == []
    cue = shown(database).chain[0].cue
    assert cue is not None
    assert (cue.quote, cue.outcome, cue.version) == ("told that paper", "altered", 2)
    assert load(database, annotated(write, edited, text=newer), prune=True).outcome == "unchanged"


def test_words_that_only_a_newer_wording_has_are_told_and_left_out(database: Database, write: Write) -> None:
    loaded(database, write, "Sara Lee")
    newer = TEXT.replace("Sara Lee, the", "Mayor Sara Lee, the")
    outcome = loaded(database, write, "{name: Sara Lee, source: Mayor Sara Lee, cue: told}", text=newer)
    (note,) = (each for each in outcome.notes if "earlier wording" in each)
    assert "in which its source «Mayor Sara Lee» is not to be found: it is left out" in note
    (link,) = shown(database).chain
    assert told(link)[1:3] == (None, "told@47")
    assert link.cue is not None
    assert (link.cue.version, link.cue.outcome) == (2, "exact")


def test_equal_words_of_two_links_are_told_apart_on_a_newer_wording(database: Database, write: Write) -> None:
    one, two = (
        f"{{unnamed: {name}, cue: {{quote: said, occurrence: {n}}}}}" for name, n in (("a", 1), ("b", 2))
    )
    text = "He said, she said, they said that it is so.\n"
    loaded(database, write, f"{one}, {two}", text=text, quote="it is so")
    newer = f"Nobody said much. {text}"
    loaded(
        database,
        write,
        f"{one}, {two}".replace(": 2", ": 3").replace(": 1", ": 2"),
        text=newer,
        quote="it is so",
    )
    first, second = shown(database).chain
    loaded(database, write, two.replace(": 2", ": 3"), text=newer, quote="it is so")
    (left,) = shown(database).chain
    assert [told(link)[2] for link in (first, second, left)] == ["said@21", "said@31", "said@31"]


@pytest.mark.parametrize("depth", [50, 1000])
def test_a_chain_may_be_of_any_depth(
    empty_place: Where, write: Write, fresh: Callable[[str], Where], tmp_path: Path, depth: int
) -> None:
    names = [f"Speaker {number}" for number in range(depth)]
    text = "They met.\n\n" + " said ".join(names) + " said that it rained.\n"
    speakers = [
        {"name": name, "source": {"quote": name, "after": "said"}, "quotation": "reported"} for name in names
    ]
    line = {
        "article": {"file": "deep"},
        "claims": [{"claim": "It rained.", "quote": "it rained", "speakers": speakers}],
    }
    with open_database(empty_place) as database:
        assert not database.load(write("a.jsonl", json.dumps({"text": text, **line}))).refused
        (passage,) = database.claims_in_context()
        assert [link.name for link in passage.chain] == names
        assert [link.source.quote for link in passage.chain if link.source] == names
        assert passage.told_as.count(", as told by Speaker ") == depth - 1
        outcome = load(database, write("a.jsonl", json.dumps({"text": f"So. {text}", **line})))
        assert (outcome.outcome, len(outcome.carried)) == ("new version", depth + 1)
        chain = shown(database).chain
        assert {each.outcome for link in chain if (each := link.source)} == {"exact"}
        database.export_csv(tmp_path / "out")
        rows = database.claims_in_context()
    target = fresh("copy")
    copy_database(empty_place, target)
    with open_database(target) as copy:
        assert copy.claims_in_context() == rows
    with (tmp_path / "out" / "attributions.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["quotation"] for row in csv.DictReader(stream)] == ["reported"] * depth


def test_a_speaker_whose_name_several_bear_is_told_though_its_words_stand_there(
    database: Database, write: Write
) -> None:
    database.add_actor("Sara Lee")
    database.add_actor("Sara Lee", anyway=True)
    write("a.txt", "The bridge fell, she said.")
    speakers = "[{name: Sara Lee, source: she, cue: said}]"
    path = write(
        "a.claims.yaml", f"claims: [{{claim: It fell., quote: The bridge fell, speakers: {speakers}}}]"
    )
    (refused,) = database.load(path).refused
    assert "can be any of the actors" in str(refused.problems[0])
