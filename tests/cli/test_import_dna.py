"""Projects of Discourse Network Analyzer come in, from DNA 2 and from DNA 3."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.dna_files import Dna
from tests.engines import on_sqlite, run_sql

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

TEXT = "🙂 The bridge is unsafe, Eve Li said. «Мост безопасен», ответил Ян. It will be closed."


@pytest.fixture
def place(empty_place: Where) -> str:
    return str(empty_place)


@pytest.fixture(params=[2, 3])
def dna(request: pytest.FixtureRequest, tmp_path: Path) -> Dna:
    """A project with two documents, the first coded by two people."""
    made = Dna(tmp_path / "bridge.dna", request.param)
    made.document(
        1, TEXT, day=17_212, author="Ann Lee; Bo", source="Daily Post", notes="https://post.example/a"
    )
    made.document(2, "It is unsafe.", day=17_213.5, section="Letters", notes="typed by hand")
    made.quoted(1, TEXT, "The bridge is unsafe", person="Eve Li", organization="City", concept="Unsafe")
    made.quoted(1, TEXT, "Мост безопасен", person="Ян", concept="Unsafe", agreement=0, coder=2)
    made.quoted(1, TEXT, "It will be closed", organization="City", concept="To be closed")
    made.quoted(2, "It is unsafe.", "It is unsafe", concept="Unsafe", agreement=None)
    made.alias(1, "Eve Li", "E. Li; Li", "Engineer")
    return made


def rows(cli: Cli, place: str, *command: str) -> list[dict[str, Any]]:
    status, out, err = cli("--db", place, *command, "--format", "json")
    assert status == 0, err
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_concepts_become_claims_and_spans_passages(cli: Cli, place: str, dna: Dna) -> None:
    status, _, err = cli("--db", place, "import", "dna", dna.path)
    assert status == 0, err
    first, second = rows(cli, place, "articles")
    assert (first["title"], first["outlet"], first["published"]) == ("Document 1", "Daily Post", "2017-02-15")
    assert (first["authors"], first["url"]) == (["Ann Lee", "Bo"], "https://post.example/a")
    assert (second["published"], second["url"], second["outlet"]) == ("2017-02-16T12:00:00", None, None)
    found = [
        (each["claim"], each["stance"], each["speakers"], each["quote"], each["start_char"])
        for each in rows(cli, place, "claims")
    ]
    assert found == [
        ("Unsafe", "asserts", ["Eve Li"], "The bridge is unsafe", 2),
        ("Unsafe", "denies", ["Ян"], "Мост безопасен", 38),
        ("To be closed", "asserts", ["City"], "It will be closed", 67),
        ("Unsafe", "asserts", ["not named"], "It is unsafe", 0),
    ]
    assert len({each["claim_id"] for each in rows(cli, place, "claims")}) == 2
    assert cli("--db", place, "verify")[0] == 0


def test_persons_and_organisations_are_actors_with_their_other_names(cli: Cli, place: str, dna: Dna) -> None:
    assert cli("--db", place, "import", "dna", dna.path)[0] == 0
    actors = {each["name"]: each for each in rows(cli, place, "actors")}
    assert {name: each["kind"] for name, each in actors.items()} == {
        "Eve Li": "person",
        "Ян": "person",
        "City": "organisation",
    }
    assert set(actors["Eve Li"]["names"]) == {"Eve Li", "E. Li", "Li"}


def test_the_coder_is_the_annotator(cli: Cli, empty_place: Where, dna: Dna) -> None:
    assert cli("--db", empty_place, "import", "dna", dna.path)[0] == 0
    coded = run_sql(
        empty_place,
        "SELECT quote, annotators.name FROM statements JOIN annotators ON annotators.id = annotator_id "
        "JOIN passages ON passages.id = passage_id WHERE quote LIKE '%безопасен' OR quote LIKE '%closed'",
    )
    assert set(coded) == {("Мост безопасен", "Ben"), ("It will be closed", "Ada")}


def test_an_organisation_speaks_where_that_is_wanted_and_nobody_passes_on(
    cli: Cli, place: str, dna: Dna
) -> None:
    assert cli("--db", place, "import", "dna", dna.path, "--speaker", "organization")[0] == 0
    found = rows(cli, place, "claims")
    assert [each["speakers"] for each in found] == [["City"], ["Ян"], ["City"], ["not named"]]
    assert [each["about"] for each in found] == [[], [], [], []]
    assert "Eve Li" in {each["name"] for each in rows(cli, place, "actors")}


def test_the_same_again_changes_nothing_and_the_file_is_left_alone(cli: Cli, place: str, dna: Dna) -> None:
    before, beside = dna.path.read_bytes(), sorted(dna.path.parent.iterdir())
    assert cli("--db", place, "import", "dna", dna.path)[0] == 0
    claims = rows(cli, place, "claims")
    status, out, _ = cli("--db", place, "import", "dna", dna.path, "-f", "jsonl")
    assert status == 0
    assert {json.loads(line)["outcome"] for line in out.splitlines()} == {"unchanged"}
    assert rows(cli, place, "claims") == claims
    assert dna.path.read_bytes() == before
    assert set(dna.path.parent.iterdir()) - set(beside) <= {dna.path.with_name("claims.db")}


def test_a_statement_coded_anew_is_changed_and_not_doubled(cli: Cli, place: str, dna: Dna) -> None:
    assert cli("--db", place, "import", "dna", dna.path)[0] == 0
    dna.run("UPDATE DATABOOLEAN SET Value = 0 WHERE StatementId = 1")
    assert cli("--db", place, "import", "dna", dna.path)[0] == 0
    found = rows(cli, place, "claims")
    assert [each["stance"] for each in found] == ["denies", "denies", "asserts", "asserts"]


def test_what_has_no_place_is_told(cli: Cli, place: str, dna: Dna) -> None:
    dna.put("STATEMENTS", [(90, 2, 1, 0, 5, 1)])
    dna.put("DATALONGTEXT", [(None, 90, 5, "Ask her again.")])
    dna.put("DATAINTEGER", [(None, 1, 6, 3)])
    dna.put("REGEXES", [("unsafe",)])
    dna.statement(1, 3, 6)
    err = " ".join(cli("--db", place, "import", "dna", dna.path)[2].split())
    for words in (
        "1 attributes «Type»",
        "1 organizations beside the person who speaks; --speaker organization",
        "1 statements of the type «Annotation», which has no concept",
        "1 values of the variable «certainty»",
        "1 statements without a concept",
        "1 entries in the field Section",
        "1 entries in the field Notes",
        "1 highlighted patterns",
    ):
        assert f"Not kept: {words}" in err
    assert len(rows(cli, place, "claims")) == 4


@pytest.mark.parametrize(
    ("span", "why"),
    [
        ((3, 500), "leads out of the text"),
        ((-1, 3), "leads out of the text"),
        ((1, 3), "in the middle of a character"),
        ((7, 7), "holds no words"),
        ((9, 7), "ends before it begins"),
        ((2, 3), "holds no words"),
        (("3", "seven"), "STATEMENTS.Stop holds «seven» instead of a whole number"),
        ((None, 7), "STATEMENTS.Start holds nothing"),
    ],
)
@on_sqlite  # what is refused does not come to the engine
def test_a_span_that_is_none_is_refused_by_name_and_the_rest_can_be_kept(
    cli: Cli, place: str, dna: Dna, span: tuple[object, object], why: str
) -> None:
    number = dna.statement(1, *span, concept="Wrong")
    status, _, err = cli("--db", place, "import", "dna", dna.path)
    assert status == 1
    words = " ".join(err.split())
    assert f"bridge.dna, document 1, statement {number}" in words
    assert why in words
    assert "Nothing was kept" in words
    assert cli("--db", place, "claims", "-f", "jsonl")[1] == ""
    assert cli("--db", place, "import", "dna", dna.path, "--keep-going")[0] == 1
    assert len(rows(cli, place, "claims")) == 4


@on_sqlite  # as above
def test_line_ends_of_two_characters_count_as_they_are_stored_or_as_they_are_shown(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    made = Dna(tmp_path / "lines.dna")
    text = "One.\r\nTwo 🙂.\r\nThree is told."
    made.document(1, text)
    made.quoted(1, text, "Three", person="Eve", concept="Three")
    status, _, err = cli("--db", place, "import", "dna", made.path)
    assert status == 0
    assert "--short-line-ends" in " ".join(err.split())
    (row,) = rows(cli, place, "claims")
    assert (row["quote"], row["start_char"]) == ("Three", 12)
    made.run("UPDATE STATEMENTS SET Start = Start - 2, Stop = Stop - 2")
    other = str(tmp_path / "other.db")
    assert cli("--db", other, "import", "dna", made.path, "--short-line-ends")[0] == 0
    assert rows(cli, other, "claims")[0]["quote"] == "Three"


@on_sqlite  # a date is read before it comes to the engine
def test_the_dates_of_dna_2_follow_a_clock_on_the_wall(cli: Cli, place: str, tmp_path: Path) -> None:
    made = Dna(tmp_path / "old.dna", 2)
    made.document(1, "Midnight in Berlin.", day=17_211 + 23 / 24)
    made.document(2, "No day.", day=None)
    assert cli("--db", place, "import", "dna", made.path, "--time-zone", "Europe/Berlin")[0] == 0
    assert [each["published"] for each in rows(cli, place, "articles")] == ["2017-02-15", None]
    status, _, err = cli("--db", place, "import", "dna", made.path, "--time-zone", "Berlin")
    assert status == 2
    assert "There is no time zone «Berlin»" in err


@on_sqlite  # as above
def test_variables_may_have_other_names(cli: Cli, place: str, dna: Dna) -> None:
    dna.run("UPDATE VARIABLES SET Variable = 'Frame' WHERE ID = 3")
    status, _, err = cli("--db", place, "import", "dna", dna.path)
    assert status == 1
    assert "--map concept=frame" in " ".join(err.split())
    assert cli("--db", place, "import", "dna", dna.path, "--map", "concept=frame")[0] == 0
    assert len(rows(cli, place, "claims")) == 4
    assert cli("--db", place, "import", "dna", dna.path, "--map", "frame=concept")[0] == 2


def test_two_documents_with_one_address_stay_two(cli: Cli, place: str, tmp_path: Path) -> None:
    made = Dna(tmp_path / "same.dna")
    made.document(1, "First part.", notes="https://post.example/a")
    made.document(2, "Second part.", notes="https://post.example/a")
    assert cli("--db", place, "import", "dna", made.path)[0] == 0
    assert [each["url"] for each in rows(cli, place, "articles")] == [None, None]


def test_the_same_said_twice_is_two_statements(cli: Cli, place: str, tmp_path: Path) -> None:
    made = Dna(tmp_path / "twice.dna")
    made.document(1, "It rains. It rains.")
    for start in (0, 0, 10):
        made.statement(1, start, start + 8, person="Eve", concept="It rains.")
    made.statement(1, 0, 8, person="Eve", concept="It rains.", coder=2)
    for _ in range(2):
        assert cli("--db", place, "import", "dna", made.path)[0] == 0
        assert [each["start_char"] for each in rows(cli, place, "claims")] == [0, 0, 0, 10]


@on_sqlite  # what is refused does not come to the engine
@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("UPDATE DOCUMENTS SET Text = x'fffe00'", "DOCUMENTS.Text holds"),
        ("UPDATE DOCUMENTS SET Text = CAST(x'61ff62' AS TEXT)", "surrogate"),
        ("UPDATE DOCUMENTS SET Text = ''", "no visible text"),
        ("UPDATE DOCUMENTS SET Date = 'yesterday'", "DOCUMENTS.Date holds «yesterday»"),
        ("UPDATE DOCUMENTS SET Date = 9223372036854775807", "out of the years"),
        ("UPDATE DOCUMENTS SET Title = char(7)", "control character"),
        ("UPDATE DATABOOLEAN SET Value = 7", "agreement"),
        ("UPDATE STATEMENTS SET Coder = 99", "CODERS has no such row"),
        ("UPDATE STATEMENTS SET DocumentId = 99", "DOCUMENTS has no such row"),
        ("UPDATE STATEMENTS SET StatementTypeId = 99", "STATEMENTTYPES has no such row"),
        ("UPDATE DATABOOLEAN SET VariableId = 3; DELETE FROM DATASHORTTEXT", "The variable concept holds"),
        ("UPDATE DOCUMENTS SET Text = CAST(zeroblob(40000000) AS TEXT)", "32 MB"),
        ("UPDATE DOCUMENTS SET Text = CAST(zeroblob(80000000) AS TEXT)", "32 MB"),
    ],
)
def test_values_that_dna_never_writes_are_refused_by_name(
    cli: Cli, place: str, dna: Dna, script: str, why: str
) -> None:
    dna.run(script)
    status, _, err = cli("--db", place, "import", "dna", dna.path)
    assert status == 1
    assert why in " ".join(err.split())
    assert cli("--db", place, "claims", "-f", "jsonl")[1] == ""


@on_sqlite  # as above
def test_an_entity_that_is_not_there_is_told(cli: Cli, place: str, tmp_path: Path) -> None:
    made = Dna(tmp_path / "gone.dna")
    made.document(1, "It rains.")
    made.statement(1, 0, 8, person="Eve", concept="It rains.")
    made.run("DELETE FROM ENTITIES WHERE Value = 'Eve'")
    status, _, err = cli("--db", place, "import", "dna", made.path)
    assert status == 1
    assert "ENTITIES has no such row" in " ".join(err.split())


def _broken(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 9000)


def _as_view(path: Path) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS ID, 'x' AS Text FROM n"
    )
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"DROP TABLE DOCUMENTS; CREATE VIEW DOCUMENTS AS {endless}")


def _in_use(path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(b"x" * 100)


@on_sqlite  # as above
@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.write_bytes(b""), "not a database of DNA"),
        (lambda path: path.write_bytes(b"<?xml version='1.0'?><discourse/>"), "DNA 1"),
        (lambda path: path.write_text("Not a database."), "not a database of DNA"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 100), "SQLite cannot read it"),
        (_broken, "SQLite cannot read it"),
        (_as_view, "no table or column DOCUMENTS"),
        (_in_use, "it is open in DNA"),
        (lambda path: path.unlink(), "no such file"),
        (lambda path: path.unlink() or path.mkdir(), "this is a directory"),
    ],
)
def test_a_file_that_is_none_gets_a_sentence(
    cli: Cli, place: str, dna: Dna, spoil: Callable[[Path], None], why: str
) -> None:
    spoil(dna.path)
    status, _, err = cli("--db", place, "import", "dna", dna.path)
    assert status == 1
    assert why in " ".join(err.split())
    assert cli("--db", place, "articles", "-f", "jsonl")[1] == ""


@on_sqlite  # as above
def test_a_file_with_a_log_is_read_without_a_file_beside_it(cli: Cli, place: str, dna: Dna) -> None:
    dna.run("PRAGMA journal_mode = wal")
    before = sorted(each.name for each in dna.path.parent.iterdir())
    dna.path.parent.chmod(0o755)
    assert cli("--db", place, "import", "dna", dna.path)[0] == 0
    assert sorted(each.name for each in dna.path.parent.iterdir()) == before
    assert len(rows(cli, place, "claims")) == 4
