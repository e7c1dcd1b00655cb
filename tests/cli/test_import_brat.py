"""Folders of brat come in: who said what, marked word by word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.actions.batch.storing import Storing
from tests.brat_folders import TEXT, Corpus, bridge, marked
from tests.engines import on_sqlite, run_sql

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(empty_place: Where) -> str:
    return str(empty_place)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return bridge(tmp_path / "corpus")


def rows(cli: Cli, place: str, *command: str) -> list[dict[str, Any]]:
    status, out, err = cli("--db", place, *command, "--format", "json")
    assert status == 0, err
    found: list[dict[str, Any]] = json.loads(out)
    return found


def brought(cli: Cli, place: str, corpus: Corpus, *options: str) -> tuple[int, str]:
    status, out, err = cli("--db", place, "import", "brat", str(corpus.path), *options)
    return status, " ".join((out + err).split())


def test_events_become_statements_and_stand_where_brat_says(cli: Cli, place: str, corpus: Corpus) -> None:
    assert brought(cli, place, corpus)[0] == 0
    (article,) = rows(cli, place, "articles")
    assert article["file"] == "bridge.txt"
    safe, again, closed = sorted(rows(cli, place, "claims"), key=lambda each: each["start_char"])
    assert (safe["claim"], safe["quote"]) == ("The bridge is safe.", "Мост\nбезопасен")
    assert (again["claim"], again["quote"]) == ("The bridge is safe", "The bridge is safe")
    assert (closed["claim"], closed["quote"]) == ("It is closed", "It is closed")
    assert [each["speakers"] for each in (safe, again, closed)] == [["he", "She"], ["Eve Li"], []]


def test_source_and_cue_stand_where_they_are_marked_though_they_stand_elsewhere_too(
    cli: Cli, place: str, corpus: Corpus
) -> None:
    assert brought(cli, place, corpus)[0] == 0
    shown = json.loads(cli("--db", place, "claim", "show", "1", "--format", "json")[1])
    stands = [
        [(link[what]["quote"], link[what]["start_char"]) for what in ("source", "cue")]
        for link in shown["statements"][0]["chain"]
    ]
    assert stands == [[("he", 16), ("said", 23)], [("She", 2), ("said", 6)]]


def test_the_same_folder_again_changes_nothing_also_under_other_ids(
    cli: Cli, place: str, corpus: Corpus
) -> None:
    brought(cli, place, corpus)
    before = rows(cli, place, "claims")
    path = corpus.path / "bridge.ann"
    path.write_text(path.read_text().replace("T1", "T10").replace("E2", "E20"))
    status, told = brought(cli, place, corpus)
    assert status == 0
    assert "unchanged" in told
    assert rows(cli, place, "claims") == before


def test_a_text_that_changed_has_its_statements_where_brat_says_now(
    cli: Cli, place: str, corpus: Corpus
) -> None:
    text = "He is late. She said it rains. She said more."
    corpus.text("bridge.txt", text)
    for moved in ("", "He said: "):
        corpus.text("bridge.txt", moved + text)
        corpus.standoff(
            "bridge.ann",
            marked(1, "Source", "She", text=moved + text),
            marked(2, "Cue", "said", text=moved + text, after="She"),
            marked(3, "Content", "it rains", text=moved + text),
            "E1\tAttribution:T2 Source:T1 Content:T3",
        )
        status, told = brought(cli, place, corpus)
        assert status == 0, told
    (row,) = rows(cli, place, "claims")
    assert (row["quote"], row["speakers"], row["version"]) == ("it rains", ["She"], 2)


def test_new_texts_are_stored_many_at_a_time_as_they_are_one_by_one(
    cli: Cli,
    empty_place: Where,
    fresh: Callable[[str], Where],
    corpus: Corpus,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = (
        "SELECT id, claim_id, passage_id, stance, quotation, annotation_file_id FROM statements",
        "SELECT * FROM passages",
        "SELECT * FROM attributions",
        "SELECT * FROM statement_passages",
        "SELECT * FROM standoffs",
    )
    found = []
    for place in (empty_place, fresh("one_by_one")):
        assert brought(cli, str(place), corpus)[0] == 0
        found.append([sorted(run_sql(place, query)) for query in asked])
        monkeypatch.setattr(Storing, "store", lambda _self, _text: None)
    assert found[0] == found[1]
    assert all(found[0])


def test_words_in_parts_are_passages_in_parts(cli: Cli, place: str, corpus: Corpus) -> None:
    corpus.standoff(
        "bridge.ann",
        marked(1, "Source", "Eve", "said", after="Eve"),
        marked(2, "Says", "said", after="Li"),
        marked(3, "Span", "The bridge", "safe"),
        "E1\tSays:T2 Source:T1 Claim:T3",
    )
    status, told = brought(cli, place, corpus)
    assert status == 0
    (row,) = rows(cli, place, "claims")
    assert (row["claim"], row["quote"], row["speakers"]) == ("The bridge safe", "The bridge", ["Eve said"])
    assert [each["quote"] for each in row["further_passages"]] == ["safe"]
    assert "Kept as lines alone: 1 places of sources in several parts, beside the first." in told


def test_who_is_not_marked_is_not_named_and_is_not_the_article(cli: Cli, place: str, corpus: Corpus) -> None:
    corpus.standoff(
        "bridge.ann",
        marked(1, "Attribution", "said"),
        marked(2, "Content", "It is closed"),
        "E1\tAttribution:T1 Content:T2",
    )
    assert brought(cli, place, corpus)[0] == 0
    assert [each["speakers"] for each in rows(cli, place, "claims")] == [["not named"]]


def test_what_has_no_place_is_told(cli: Cli, place: str, corpus: Corpus) -> None:
    with (corpus.path / "bridge.ann").open("a") as file:
        file.write(
            "A1\tNegation E1\nM1\tCertainty E2 High\nN1\tReference T7 Wikipedia:1\tEve Li\n"
            "*\tEquiv T1 T7\n#2\tAnnotatorNotes T1\twho?\n"
            f"{marked(20, 'Person', 'Eve Li')}\n{marked(21, 'Closing', 'closed')}\n"
            f"E9\tClosing:T21\nR2\tFriend Arg1:T1 Arg2:T7\n{marked(22, 'Person', 'She')}\n"
        )
    status, told = brought(cli, place, corpus)
    assert status == 0
    for what in (
        "1 attributes «Negation»",
        "1 attributes «Certainty»",
        "1 normalizations «Reference»",
        "1 equivalences «Equiv»",
        "1 notes «AnnotatorNotes» that are no claim's sentence",
        "2 words of the type «Person» that no event uses",
        "1 events of the type «Closing»",
        "1 relations of the type «Friend»",
    ):
        assert f"Kept as lines alone: {what}." in told
    assert len(rows(cli, place, "claims")) == 3


@on_sqlite  # what is refused does not come to the engine
@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("T20\tClaim 0 3\tShe", 'T20 has the words "She", and at its place the text has "🙂 S"'),
        ("T20\tClaim 3 99999\tShe", "T20 is to stand at 3–99999, and the text has 9"),
        ("T20\tClaim 3 3\tShe", "T20 is to stand at 3–3"),
        ("T20\tClaim 3\tShe", "is not written as brat does: T1 | TYPE START END"),
        ("T20\tClaim -3 3\tShe", "is not written as brat does"),
        ("T20\tClaim ² 3\tShe", "is not written as brat does"),
        ("T20", "is no line of brat"),
        ("X1\tClaim 0 1\tx", "is no line of brat"),
        (marked(1, "Claim", "It is closed"), "T1 stands in line 1 already"),
        ("E1\tAttribution:T2", "E1 stands in line 6 already"),
        ("E20\tAttribution", "is not written as brat does: E1 | TYPE:TRIGGER"),
        ("E20\tAttribution:T2 Content:T99", "E20 leads to T99, which is not in the file"),
        ("E20\tAttribution:E1 Content:T6", "E20 has E1 as its trigger"),
        ("E20\tAttribution:T2 Source:E20", "The roles of E20 lead from event to event in a circle"),
        ("E20\tAttribution:T2 Content:T6 Content:T6", "overlap or are not in the order"),
        ("R20\tAttribution Arg1:T1", "is not written as brat does: R1 | TYPE"),
        ("R20\tFriend Arg1:T1 Arg2:E99", "R20 leads to E99, which is not in the file"),
        ("A20\tNegation", "is not written as brat does: A1 | TYPE ID"),
        ("A20\tNegation E99", "A20 leads to E99, which is not in the file"),
        ("A20\tStance E99 denies", "A20 leads to E99, which is not in the file"),
        ("M20", "is no line of brat"),
        ("M20\tSpeculation E99", "M20 leads to E99, which is not in the file"),
        ("N20\tReference", "is not written as brat does: N1 | TYPE ID RESOURCE:ENTRY"),
        ("N20\tReference T99 Wikipedia:1\tx", "N20 leads to T99, which is not in the file"),
        ("*\tEquiv T1 T99", "* leads to T99, which is not in the file"),
        ("T20\tClaim 3 6;4 99999\tShe x", "T20 is to stand at 4–99999"),
        (
            "T20\tClaim 2 5;6 10\tShe sung",
            'T20 has the words "She sung", and at its place the text has "She said"',
        ),
        ("T20\tClaim 2 5;\tShe", "is not written as brat does"),
        ("T20\tClaim 2 5", "is not written as brat does"),
        ("#20\tComment T1\ta\0b", "is not written as brat does: #1 | AnnotatorNotes"),
        ("#20\tAnnotatorNotes", "is not written as brat does"),
        ("*\tEquiv T1", "is not written as brat does: * | Equiv"),
        ("#20\tAnnotatorNotes T99\tx", "#20 leads to T99, which is not in the file"),
    ],
)
def test_a_wrong_line_is_refused_by_name_and_the_rest_can_be_kept(
    cli: Cli, place: str, corpus: Corpus, line: str, why: str
) -> None:
    path = corpus.path / "bridge.ann"
    number = path.read_text().count("\n") + 1
    with path.open("a") as file:
        file.write(f"{line}\n")
    status, told = brought(cli, place, corpus)
    assert status == 1
    assert f"bridge.ann:{number}: " in told
    assert why in told
    assert "Nothing was kept" in told
    assert rows(cli, place, "claims") == []
    assert brought(cli, place, corpus, "--keep-going")[0] == 1
    assert len(rows(cli, place, "claims")) == 3


@on_sqlite  # as above
def test_what_a_refused_event_says_does_not_become_the_articles_own(
    cli: Cli, place: str, corpus: Corpus
) -> None:
    corpus.standoff(
        "bridge.ann",
        "T1\tSource 0 3\tEve",
        marked(2, "Attribution", "said"),
        marked(3, "Content", "It is closed"),
        marked(4, "Content", "The bridge is safe"),
        "E1\tAttribution:T2 Source:T1 Content:T3",
        "R1\tAttribution Source:T1 Content:T4",
        "E2\tAttribution:T2 Content:E3",
        "E3\tAttribution:T2 Content:E2",
    )
    status, told = brought(cli, place, corpus, "--keep-going")
    assert status == 1
    assert "E1 leads to T1, which is refused (line 1)" in told
    assert "The roles of E2 lead from event to event in a circle" in told
    assert rows(cli, place, "claims") == []


def test_several_annotators_of_a_text_stay_several(cli: Cli, place: str, tmp_path: Path) -> None:
    made = Corpus(tmp_path / "corpus")
    made.text("v1.2.txt")
    made.standoff("v1.2.ann")
    for name in ("ann", "bo"):
        made.standoff(f"v1.2.{name}.ann", marked(1, "Claim", "It is closed"))
        made.text(f"{name}/other.txt", "It is open. It rains.")
        made.standoff(f"{name}/other.ann", f"T1\tClaim 0 10\tIt is open\n#1\tAnnotatorNotes T1\t{name}")
    made.text("bo/alone.txt", "It snows.")
    made.standoff("bo/alone.ann", "T1\tClaim 0 8\tIt snows")
    for name in ("bo/x/1.txt", "x/1.txt"):
        made.text(name, f"This is {name}.")
    for _ in range(2):
        assert brought(cli, place, made)[0] == 0
        files = {each["article_id"]: each["file"] for each in rows(cli, place, "articles")}
        assert sorted(files.values()) == ["alone.txt", "bo/x/1.txt", "other.txt", "v1.2.txt", "x/1.txt"]
        found = [(files[each["article_id"]], each["claim"]) for each in rows(cli, place, "claims")]
        assert sorted(found) == [
            ("alone.txt", "It snows"),
            ("other.txt", "ann"),
            ("other.txt", "bo"),
            ("v1.2.txt", "It is closed"),
            ("v1.2.txt", "It is closed"),
        ]
    number = next(each["claim_id"] for each in rows(cli, place, "claims") if each["claim"] == "It is closed")
    shown = json.loads(cli("--db", place, "claim", "show", str(number), "--format", "json")[1])
    assert [each["annotator"] for each in shown["statements"]] == ["ann", "bo"]


@on_sqlite  # a folder is read before it comes to the engine
def test_folders_of_other_texts_are_no_annotators(cli: Cli, place: str, tmp_path: Path) -> None:
    made = Corpus(tmp_path / "corpus")
    for name in ("train", "dev"):
        made.text(f"{name}/1.txt", f"It is {name}.")
        made.standoff(f"{name}/1.ann", f"T1\tClaim 0 5\tIt is\n#1\tAnnotatorNotes T1\t{name}")
    assert brought(cli, place, made)[0] == 0
    assert sorted(each["file"] for each in rows(cli, place, "articles")) == ["dev/1.txt", "train/1.txt"]


@on_sqlite  # as above
@pytest.mark.parametrize(
    ("files", "annotators"),
    [
        (("marks/1_of_2_ann.ann", "marks/1_of_2_bo.ann"), ["ann", "bo"]),
        (("ann/1_of_2.ann", "bo/1_of_2.ann"), ["ann", "bo"]),
        (("marks/1_of_2.ann",), [None]),
    ],
)
def test_texts_may_lie_in_a_folder_beside_that_of_their_standoffs(
    files: tuple[str, ...], annotators: list[str | None], cli: Cli, place: str, tmp_path: Path
) -> None:
    made = Corpus(tmp_path / "corpus")
    made.text("dev/texts/1_of_2.txt")
    made.text("dev/texts/1.txt", "It rains.")
    for file in files:
        made.standoff(f"dev/{file}", marked(1, "Claim", "It is closed"))
    status, told = brought(cli, place, made)
    assert status == 0, told
    shown = json.loads(cli("--db", place, "claim", "show", "1", "--format", "json")[1])
    assert [each["annotator"] for each in shown["statements"]] == annotators
    assert {each["file"] for each in rows(cli, place, "articles")} == {
        "dev/texts/1.txt",
        "dev/texts/1_of_2.txt",
    }


@on_sqlite  # as above
def test_a_text_that_has_standoffs_beside_it_is_nobody_elses(cli: Cli, place: str, tmp_path: Path) -> None:
    made = Corpus(tmp_path / "corpus")
    made.text("train/1.txt")
    made.standoff("train/1.ann", marked(1, "Claim", "It is closed"))
    made.standoff("dev/1.ann", marked(1, "Claim", "It is closed"))
    status, told = brought(cli, place, made)
    assert status == 1
    assert "dev/1.ann: its text is not there" in told


def test_control_characters_of_a_text_do_not_get_into_sentences_and_names(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    made = Corpus(tmp_path / "corpus")
    text = "Fran\x83\xa7ois said it is\x83 closed."
    made.text("a.txt", text)
    lines = ("T1\tSource 0 9\tFran\x83\xa7ois", "T2\tCue 10 14\tsaid", "T3\tContent 15 28\tit is\x83 closed")
    made.standoff("a.ann", *lines, "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3")
    assert brought(cli, place, made)[0] == 0
    (claim,) = rows(cli, place, "claims")
    assert (claim["claim"], claim["quote"]) == ("it is closed", "it is\x83 closed")
    assert claim["speakers"] == ["Fran\xa7ois"]
    assert cli("--db", place, "export", "brat", tmp_path / "out")[0] == 0
    assert (tmp_path / "out" / "a.ann").read_text() == (made.path / "a.ann").read_text()


@on_sqlite  # as above
def test_a_mark_in_front_of_the_text_counts_as_a_character(cli: Cli, place: str, tmp_path: Path) -> None:
    made = Corpus(tmp_path / "corpus")
    made.text("a.txt", "\ufeffIt\r\nrains. <b>It snows.</b>")
    made.standoff("a.ann", "\ufeffT1\tClaim 1 3;5 10\tIt rains\r", "T2\tClaim 15 23\tIt snows")
    status, told = brought(cli, place, made)
    assert status == 0, told
    assert [(each["quote"], each["start_char"]) for each in rows(cli, place, "claims")] == [
        ("It\nrains", 0),
        ("It snows", 13),
    ]


@on_sqlite  # as above
def test_a_chain_that_nobody_means_is_refused(cli: Cli, place: str, corpus: Corpus) -> None:
    inner = [f"E{number}\tAttribution:T2 Content:E{number + 1}" for number in range(1, 3000)]
    corpus.standoff(
        "bridge.ann",
        marked(2, "Attribution", "said"),
        marked(3, "Content", "It is closed"),
        *inner,
        "E3000\tAttribution:T2 Content:T3",
    )
    status, told = brought(cli, place, corpus)
    assert status == 1
    assert "E3000 lies within more than 100 other attributions" in told


def _without_text(path: Path) -> None:
    (path / "bridge.txt").unlink()


def _no_utf8(path: Path) -> None:
    (path / "bridge.ann").write_bytes(b"T1\tClaim 0 1\tx\nT2\t\xff\n")


def _text_no_utf8(path: Path) -> None:
    (path / "bridge.txt").write_bytes(TEXT.encode("utf-16"))


def _no_standoff(path: Path) -> None:
    (path / "bridge.ann").unlink()


def _leads_out(path: Path) -> None:
    (path / "bridge.txt").rename(path.parent / "bridge.txt")
    (path / "bridge.txt").symlink_to(path.parent / "bridge.txt")


@on_sqlite  # as above
@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_without_text, "bridge.ann: its text is not there"),
        (_no_utf8, "bridge.ann: line 2, byte 18: this is not utf-8"),
        (_text_no_utf8, "bridge.txt: line 1, byte 0: this is not utf-8"),
        (_no_standoff, "this is no folder of brat"),
        (_leads_out, "leads out of the folder"),
        (lambda path: path.rename(path.with_name("gone")), "no such file or folder"),
    ],
)
def test_a_folder_that_is_none_gets_a_sentence(
    cli: Cli, place: str, corpus: Corpus, spoil: Callable[[Path], None], why: str
) -> None:
    spoil(corpus.path)
    status, told = brought(cli, place, corpus)
    assert status == 1
    assert why in told
    assert rows(cli, place, "articles") == []
