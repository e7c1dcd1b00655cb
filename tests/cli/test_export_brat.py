"""Folders of brat go out: what the database says, in lines as they came where they came from brat."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.brat_folders import TEXT, Corpus, bridge, marked
from tests.engines import on_sqlite, run_sql

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

FURTHER = (
    "A1\tNegation E1",
    "M1\tCertainty E2 High",
    "N1\tReference T7 Wikipedia:1\tEve Li",
    "*\tEquiv T1 T7",
    "#2\tAnnotatorNotes T1\twho?",
    marked(20, "Person", "Eve Li"),
    marked(21, "Closing", "closed"),
    "E9\tClosing:T21 Место:T20",
    "R2\tFriend Arg1:T1 Arg2:T7\t",
)


@pytest.fixture
def place(empty_place: Where) -> str:
    return str(empty_place)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """The bridge, with lines that no statement says."""
    made = bridge(tmp_path / "corpus")
    with (made.path / "bridge.ann").open("a") as file:
        file.writelines(f"{line}\n" for line in FURTHER)
    return made


def run(cli: Cli, place: str, *command: object) -> str:
    status, out, err = cli("--db", place, *command)
    assert status == 0, err
    return out


def rows(cli: Cli, place: str, *command: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(cli, place, *command, "--format", "json"))
    return found


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def exported(cli: Cli, place: str, folder: Path, name: str = "bridge.ann") -> list[str]:
    run(cli, place, "export", "brat", folder)
    return lines_of(folder / name)


def test_what_came_from_brat_goes_out_line_for_line(
    cli: Cli, place: str, corpus: Corpus, tmp_path: Path
) -> None:
    run(cli, place, "import", "brat", corpus.path)
    assert exported(cli, place, tmp_path / "out") == lines_of(corpus.path / "bridge.ann")
    assert (tmp_path / "out" / "bridge.txt").read_bytes() == TEXT.encode()
    assert "unchanged         1" in run(cli, place, "import", "brat", tmp_path / "out")


def test_a_configuration_tells_brat_of_every_type(
    cli: Cli, place: str, corpus: Corpus, tmp_path: Path
) -> None:
    run(cli, place, "import", "brat", corpus.path)
    run(cli, place, "export", "brat", tmp_path / "out")
    written = lines_of(tmp_path / "out" / "annotation.conf")
    assert written[0] == '# claimsdb {"annotator": null}'
    sections = "".join("|" if line.startswith("[") else line for line in written[1:])
    assert [each for each in written if each.startswith("[")] == [
        *("[entities]", "[relations]", "[events]", "[attributes]")
    ]
    for declared in (
        "Person",
        "Friend\tArg1:<ANY>, Arg2:<ANY>",
        "Equiv\tArg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive",
        "Attribution\tSource?:<ENTITY>, Cue?:<ENTITY>, Content*:<ANY>",
        "Certainty\tArg:<ANY>, Value:High",
        "Stance\tArg:<ANY>, Value:asserts|denies|questions|predicts|demands",
    ):
        assert declared in written
    assert "Место" not in sections
    assert "Closing" in [each.strip() for each in written]  # an event whose role brat cannot read
    assert "Closing" not in written[: written.index("[relations]")]


def test_seeds_go_out_as_events_and_come_back_as_the_same_statements(
    cli: Cli, seeded_place: Where, place: str, tmp_path: Path
) -> None:
    assert str(seeded_place) != place
    run(cli, str(seeded_place), "export", "brat", tmp_path / "out")
    for text, file in run_sql(
        seeded_place, "SELECT text, file FROM versions JOIN articles ON article_id = articles.id"
    ):
        assert (tmp_path / "out" / file).read_bytes().decode() == text
        for line in lines_of(tmp_path / "out" / file.replace(".txt", ".ann")):
            given, body, *words = line.split("\t")
            if given.startswith("T"):
                ends = [tuple(map(int, each.split())) for each in body.partition(" ")[2].split(";")]
                assert words == [" ".join(text[start:end] for start, end in ends)]
                assert "\n" not in words[0]
    run(cli, place, "import", "brat", tmp_path / "out")
    asked = (
        "claim",
        "quote",
        "start_char",
        "speakers",
        "stance",
        "quotation",
        "topics",
        "about",
        "when",
        "kind",
        "status",
    )
    was, became = (
        sorted(str([each[name] for name in asked]) for each in rows(cli, where, "claims"))
        for where in (str(seeded_place), place)
    )
    assert became == was


def test_what_changed_in_the_database_is_changed_where_it_stands(
    cli: Cli, empty_place: Where, corpus: Corpus, tmp_path: Path
) -> None:
    place = str(empty_place)
    run(cli, place, "import", "brat", corpus.path)
    run_sql(
        empty_place,
        "UPDATE claims SET sentence = 'The bridge holds.' WHERE sentence = 'The bridge is safe.'",
        "UPDATE claims SET sentence = 'It was shut.', status = 'rejected' WHERE sentence = 'It is closed'",
        "UPDATE statements SET stance = 'denies', said = '2015', said_earliest = '2015-01-01', "
        "said_latest = '2015-12-31' WHERE id = (SELECT min(id) FROM statements)",
    )
    before, after = lines_of(corpus.path / "bridge.ann"), exported(cli, place, tmp_path / "out")
    assert [each for each in before if each not in after] == ["#1\tAnnotatorNotes E2\tThe bridge   is safe."]
    assert [each for each in after if each not in before] == [
        "A2\tStance E2 denies",
        "#3\tSaid E2\t2015",
        "#1\tAnnotatorNotes E2\tThe bridge holds.",
        "#4\tAnnotatorNotes T9\tIt was shut.",
        "A3\tStatus T9 rejected",
    ]
    run(cli, place, "import", "brat", tmp_path / "out")
    assert exported(cli, place, tmp_path / "again") == after


def test_a_statement_that_is_gone_goes_with_its_lines_and_the_others_stay(
    cli: Cli, empty_place: Where, corpus: Corpus, tmp_path: Path
) -> None:
    place = str(empty_place)
    run(cli, place, "import", "brat", corpus.path)
    run_sql(
        empty_place,
        "DELETE FROM attributions WHERE statement_id IN (SELECT min(id) FROM statements)",
        "DELETE FROM statements WHERE id IN (SELECT min(id) FROM statements)",
    )
    before, after = lines_of(corpus.path / "bridge.ann"), exported(cli, place, tmp_path / "out")
    gone = {line.partition("\t")[0] for line in before if line not in after}
    # Who said it and who passed it on; what stands on the words of one of them stays.
    assert gone == {"E1", "E2", "T2", "T3", "T4", "T5", "#1", "A1", "M1"}
    assert [line for line in after if line not in before] == []
    assert [line for line in before if line in after] == after


def test_a_statement_added_by_hand_gets_lines_of_its_own(
    cli: Cli, place: str, corpus: Corpus, tmp_path: Path
) -> None:
    run(cli, place, "import", "brat", corpus.path)
    run(
        cli,
        place,
        *("claim", "add", "1", "--claim", "Eve Li speaks.", "--quote", "Eve Li said", "--speaker", "Adam"),
    )
    before, after = lines_of(corpus.path / "bridge.ann"), exported(cli, place, tmp_path / "out")
    assert after[: len(before)] == before
    assert after[len(before) :] == [
        marked(22, "Content", "Eve Li said"),
        marked(23, "Attribution", "Eve Li said"),
        "E10\tAttribution:T23 Content:T22",
        "#3\tSpeaker E10\tAdam",
        "#4\tAnnotatorNotes E10\tEve Li speaks.",
    ]
    again = Corpus(tmp_path / "out")
    run(cli, place, "import", "brat", again.path)


@on_sqlite  # what is written does not come from the engine
def test_words_over_line_ends_are_cut_there(cli: Cli, place: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("«It  \r\n\r\n  rains», she\r\nsaid. 🙂 Well.".encode())
    (tmp_path / "a.claims.yaml").write_text(
        "claimsdb: 1\narticle: {file: a.txt}\nclaims:\n"
        "- {claim: It rains., quote: «It rains», speakers: [{unnamed: she, source: she, cue: she said}]}\n"
    )
    run(cli, place, "load", tmp_path / "a.claims.yaml")
    assert exported(cli, place, tmp_path / "out", "a.ann") == [
        "T1\tContent 0 5;7 15\t«It     rains»",
        "T2\tAttribution 17 20;21 25\tshe said",
        "T3\tSource 17 20\tshe",
        "T4\tCue 17 20;21 25\tshe said",
        "E1\tAttribution:T2 Source:T3 Cue:T4 Content:T1",
        "#1\tAnnotatorNotes E1\tIt rains.",
    ]
    assert (tmp_path / "out" / "a.txt").read_bytes() == "«It  \n\n  rains», she\nsaid. 🙂 Well.".encode()


def test_several_annotators_have_a_folder_each(cli: Cli, place: str, tmp_path: Path) -> None:
    made = Corpus(tmp_path / "in")
    for name in ("ann", "bo"):
        made.text(f"{name}/x/other.txt", "It is open. It rains.")
        made.standoff(f"{name}/x/other.ann", f"T1\tClaim 0 10\tIt is open\n#1\tAnnotatorNotes T1\t{name}")
    made.text("bo/alone.txt", "It snows.")
    made.standoff("bo/alone.ann", "T1\tClaim 0 8\tIt snows")
    made.text("v1.2.txt")
    made.standoff("v1.2.ann", marked(1, "Person", "Eve Li"))
    made.standoff("v1.2.Ann.ann", marked(1, "Claim", "It is closed"))
    run(cli, place, "import", "brat", made.path)
    run(cli, place, "export", "brat", tmp_path / "out")
    written = {
        str(each.relative_to(tmp_path / "out")): each.read_text()
        for each in (tmp_path / "out").rglob("*.ann")
    }
    read = {str(each.relative_to(made.path)): each.read_text() for each in made.path.rglob("*.ann")}
    assert written == {
        **{name: read[name] for name in ("bo/x/other.ann", "bo/alone.ann", "v1.2.ann")},
        "Ann/v1.2.ann": read["v1.2.Ann.ann"],
        "ann-2/x/other.ann": read["ann/x/other.ann"],  # whose folder could not be told apart everywhere
    }
    for ann in written:
        assert (tmp_path / "out" / ann).with_suffix(".txt").exists()
    found = run(cli, place, "import", "brat", tmp_path / "out")
    assert "unchanged         5" in found


@on_sqlite  # as above
def test_names_of_files_are_safe_and_their_own(cli: Cli, empty_place: Where, tmp_path: Path) -> None:
    names = [
        "../../x.txt",
        "x.txt",
        "X.TXT",
        "con.txt",
        "a/annotation.conf/b.txt",
        ".h",
        "n" * 300,
        "a\tb.txt",
        None,
    ]
    path = tmp_path / "many.jsonl"
    with path.open("w") as file:
        for number, name in enumerate(names):
            article = {"title": f"A: b {number}"} | ({"file": name} if name and "\t" not in name else {})
            record = {
                "text": f"Rain {number}.",
                "article": article,
                "claims": [{"claim": "It rains.", "quote": "Rain"}],
            }
            file.write(json.dumps(record) + "\n")
    place = str(empty_place)
    cli("--db", place, "load", path)
    count = len(rows(cli, place, "articles"))
    assert count > 5
    out = tmp_path / "deep" / "out"
    run(cli, place, "export", "brat", out)
    texts = sorted(each.relative_to(out).as_posix() for each in out.rglob("*.txt"))
    assert len({each.casefold() for each in texts}) == count, texts
    assert [each.name for each in (tmp_path / "deep").iterdir()] == ["out"]
    other = tmp_path / "other.db"
    run(cli, str(other), "import", "brat", out)
    assert len(rows(cli, str(other), "claims")) == count


def test_each_wording_that_anything_stands_on_is_a_text(cli: Cli, place: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, text in enumerate(("It rains.", "It rains. It snows.", "It is dry."), start=1):
        (folder / "a.txt").write_text(text)
        quote = {1: "rains", 2: "snows"}.get(number)
        claims = f"[{{claim: It {quote}., quote: {quote}}}]" if quote else "[]"
        (folder / "a.claims.yaml").write_text(f"claimsdb: 1\narticle: {{file: a.txt}}\nclaims: {claims}\n")
        cli("--db", place, "load", folder)
    run(cli, place, "export", "brat", tmp_path / "out")
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [
        *("a.ann", "a.txt", "a.v1.ann", "a.v1.txt", "annotation.conf")
    ]
    assert (tmp_path / "out" / "a.v1.txt").read_text() == "It rains."


def test_lines_of_a_newer_wording_say_what_was_carried_to_it(cli: Cli, place: str, tmp_path: Path) -> None:
    made = Corpus(tmp_path / "in")
    for moved in ("", "🙂 He said: "):
        text = f"{moved}He is late. She said it rains."
        made.text("a.txt", text)
        lines = [
            marked(1, "Source", "She", text=text),
            marked(2, "Attribution", "said", text=text, after="She"),
            marked(3, "Content", "it rains", text=text),
            "E1\tAttribution:T2 Source:T1 Content:T3",
            "A1\tNegation E1",
        ]
        made.standoff("a.ann", *lines)
        run(cli, place, "import", "brat", made.path)
    assert exported(cli, place, tmp_path / "out", "a.ann") == lines
    assert "E1\tAttribution" in (tmp_path / "out" / "a.v1.ann").read_text()


@on_sqlite  # as above
def test_what_lies_there_is_left_alone(cli: Cli, seeded_place: Where, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    for target in (out, out / "mine.txt", out / "mine.txt" / "deeper"):
        status, _out, err = cli("--db", seeded_place, "export", "brat", target)
        assert status == 1
        assert "nothing was written" in err or "cannot be written" in err
    assert [each.name for each in out.iterdir()] == ["mine.txt"]


@on_sqlite  # as above
def test_a_database_without_statements_is_an_empty_folder_that_comes_back(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    run(cli, place, "export", "brat", tmp_path / "out")
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["annotation.conf"]
    run(cli, place, "import", "brat", tmp_path / "out")


@on_sqlite  # a folder is read before it comes to the engine
@pytest.mark.parametrize("line", ["", "{", "[]", "{}", "[" * 100_000])
def test_a_configuration_of_ours_that_says_nothing_is_refused(
    cli: Cli, place: str, corpus: Corpus, line: str
) -> None:
    (corpus.path / "annotation.conf").write_text(f"# claimsdb {line}\n")
    status, _out, err = cli("--db", place, "import", "brat", corpus.path)
    assert status == 1
    assert "must go on as" in " ".join(err.split())
