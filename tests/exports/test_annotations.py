"""Annotation files out of a database: which there are, how they look, and what they leave out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.exports import CannotWriteError, FileThereError, FolderNotEmptyError, NoFileForTextError
from claimsdb.exports.annotations import targets
from claimsdb.library import Database, open_database
from claimsdb.paths import data_folder
from tests.contents import contents_of, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engines import Where

    Write = Callable[[str, str | bytes], Path]

BRIDGE = "The bridge fell on Monday. The bridge fell, said Ann. Nobody knew why it fell.\n"


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()} - {"claims-1.json"}


def exported(database: Database, folder: Path) -> dict[str, str]:
    database.export_annotations(folder / "out")
    return {name: (folder / "out" / name).read_text(encoding="utf-8") for name in names(folder / "out")}


@pytest.fixture
def again(fresh: Callable[[str], Where], tmp_path: Path) -> Callable[[Database], Database]:
    """Give what comes of a database by way of its annotation files."""

    def loaded(database: Database) -> Database:
        database.export_annotations(tmp_path / "way out")
        after = open_database(fresh("again"))
        assert after.load(tmp_path / "way out").refused == ()
        return after

    return loaded


def test_the_seeds_come_back_as_they_were(seeded: Database, again: Callable[[Database], Database]) -> None:
    with again(seeded) as after:
        assert contents_of(after) == contents_of(seeded)
        assert keys_of(after) == keys_of(seeded)
        assert [each.file for each in after.articles()] == [each.file for each in seeded.articles()]
        assert after.claims() == seeded.claims()


def test_the_seeds_texts_are_written_byte_for_byte(seeded: Database, tmp_path: Path) -> None:
    report = seeded.export_annotations(tmp_path / "out")
    for seed in Path(data_folder("seeds")).glob("*.txt"):
        assert (tmp_path / "out" / seed.name).read_bytes() == seed.read_bytes()
    assert dict(report.counts)["annotation files"] == 2
    assert report.left_out == ()


def test_the_schema_lies_beside_the_files_that_name_it(seeded: Database, tmp_path: Path) -> None:
    files = exported(seeded, tmp_path)
    assert json.loads((tmp_path / "out" / "claims-1.json").read_bytes())["$id"]
    assert all("$schema=claims-1.json" in files[name] for name in files if name.endswith(".yaml"))


def test_every_annotator_has_a_file(database: Database, write: Write, tmp_path: Path) -> None:
    write("in/bridge.txt", BRIDGE)
    write("in/bridge.claims.yaml", "annotator: Kim\nclaims: [{claim: It fell., quote: fell on}]")
    database.load(tmp_path / "in")
    database.add_claim(1, annotator="Амина С.", claim="Ann spoke.", quote="said Ann")
    database.add_claim(1, claim="Who knows.", quote="Nobody knew")
    files = exported(database, tmp_path)
    assert files.keys() == {
        "bridge.txt",
        "bridge.claims.yaml",
        "bridge.амина-с.claims.yaml",
        "bridge.unsigned.claims.yaml",
    }
    assert "annotator: Kim\n" in files["bridge.claims.yaml"]
    assert "annotator: Амина С.\n" in files["bridge.амина-с.claims.yaml"]
    assert "annotator" not in files["bridge.unsigned.claims.yaml"]


def test_an_earlier_wording_has_files_of_its_own(
    database: Database, write: Write, tmp_path: Path, again: Callable[[Database], Database]
) -> None:
    write("in/bridge.txt", BRIDGE)
    write("in/bridge.claims.yaml", "claims: [{key: k, claim: It fell., quote: fell on Monday}]")
    database.load(tmp_path / "in")
    for number in range(2, 12):
        write("in/bridge.txt", f"Edition {number}. {BRIDGE}")
        database.load(tmp_path / "in")
    files = exported(database, tmp_path)
    assert "bridge.02.claims.yaml" in files
    assert files["bridge.txt"].startswith("Edition 11")
    assert "  version_of: bridge.txt\n" in files["bridge.01.claims.yaml"]
    assert "It fell." not in files["bridge.claims.yaml"]
    with again(database) as after:
        assert contents_of(after) == contents_of(database)


def test_relations_between_files_name_the_annotation_file_and_a_key(
    database: Database, write: Write, tmp_path: Path
) -> None:
    write("in/a.txt", "It fell.")
    write("in/a.claims.yaml", "claims: [{key: k, claim: It fell., quote: It fell}]")
    write("in/b.txt", "So it did.")
    relations = "relations: [{supports: a.txt#k, rationale: 'Yes: NO'}]"
    write("in/b.claims.yaml", f"claims: [{{claim: It did., quote: it did, {relations}}}]")
    database.load(tmp_path / "in")
    files = exported(database, tmp_path)
    assert '- supports: a.claims.yaml#k\n        rationale: "Yes: NO"\n' in files["b.claims.yaml"]


def test_a_claim_that_others_relate_to_gets_a_key(
    database: Database, write: Write, tmp_path: Path, again: Callable[[Database], Database]
) -> None:
    write("in/a.txt", BRIDGE)
    write(
        "in/a.claims.yaml",
        """
        claims:
          - {key: claim-2, claim: It fell., quote: fell on}
          - {claim: Nobody knew., quote: Nobody knew, relations: [{supports: claim-2}]}
        """,
    )
    database.load(tmp_path / "in")
    with database._writing() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO claim_relations (id, claim_id, related_claim_id, kind) VALUES (9, 1, 2, 'answers')"
        )
    files = exported(database, tmp_path)
    assert "key: claim-2-2\n" in files["a.claims.yaml"]
    with again(database) as after:
        assert contents_of(after) == contents_of(database)


def test_what_a_page_says_is_not_taken_for_what_is_known(
    database: Database, write: Write, tmp_path: Path, again: Callable[[Database], Database]
) -> None:
    write("in/a.html", "<html><head><title>Bridge</title></head><body><p>It fell.</p></body></html>")
    write("in/a.claims.yaml", "article: {title: }\nclaims: [{claim: It fell., quote: It fell}]")
    database.load(tmp_path / "in")
    assert "  title: null\n" in exported(database, tmp_path)["a.claims.yaml"]
    with again(database) as after:
        assert after.articles()[0].title is None
        assert contents_of(after) == contents_of(database)


@pytest.mark.parametrize(
    ("file", "stem"),
    [
        ("../../etc/passwd.txt", "passwd"),
        ("C:\\texts\\a.txt", "a"),
        ("con.txt", "_con"),
        ("LPT1.notes.txt", "_LPT1.notes"),
        (".hidden.txt", "hidden"),
        ("-rf.txt", "rf"),
        ("a#b:c?.txt", "a-b-c"),
        ("мост.html", "мост"),
        ("a\u202eb.txt", "ab"),
        ("...txt", "article-1"),
        ("x" * 300 + ".txt", "x" * 100),
        ("actors.txt", "actors-1"),
        ("a .txt", "a"),
    ],
)
def test_names_of_files_are_safe(
    file: str, stem: str, database: Database, write: Write, tmp_path: Path
) -> None:
    line = {"text": "It fell.", "article": {"file": file, "media_type": "text/plain"}}
    database.load(write("in.jsonl", json.dumps(line)))
    files = exported(database, tmp_path)
    assert {name.partition(".claims")[0] for name in files if name.endswith(".yaml")} == {stem}
    assert all(len(name.encode()) < 200 for name in files)


def test_no_two_articles_have_a_name_that_is_one_to_some_file_system(
    database: Database, write: Write, tmp_path: Path, again: Callable[[Database], Database]
) -> None:
    files = ("a.txt", "A.txt", "x/a.txt", "a.1.txt", "a.kim.txt", "\u00e9.txt", "e\u0301.txt", "a-1.txt")
    lines = [{"text": f"It fell {number}.", "article": {"file": file}} for number, file in enumerate(files)]
    database.load(write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines)))
    database.export_annotations(tmp_path / "out")
    stems = sorted(name for name in names(tmp_path / "out") if name.endswith(".txt"))
    assert len({stem.casefold() for stem in stems}) == len(files)
    with again(database) as after:
        assert contents_of(after) == contents_of(database)


def test_a_title_gives_the_name_where_there_is_no_file(
    database: Database, write: Write, tmp_path: Path
) -> None:
    line = {"text": "It fell.", "article": {"title": "Мост упал: a story / part 1"}}
    database.load(write("in.jsonl", json.dumps(line)))
    assert "Мост-упал-a-story-part-1.txt" in exported(database, tmp_path)


def test_a_name_that_is_another_actors_is_declared_apart(
    database: Database, write: Write, tmp_path: Path, again: Callable[[Database], Database]
) -> None:
    lines = [
        {
            "text": "It fell.",
            "article": {"file": f"{name}.txt"},
            "actors": [{"name": name, "aliases": aliases}],
            "claims": [{"claim": "It fell.", "quote": "It fell", "about": [name]}],
        }
        for name, aliases in (("Moscow", []), ("Russia", ["Moscow", "Россия"]))
    ]
    database.load(write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines)))
    files = exported(database, tmp_path)
    assert "aliases: [Россия]" in files["Moscow.claims.yaml"]
    assert "aliases: [Moscow, Россия]" in files["actors.claims.yaml"]
    with again(database) as after:
        assert contents_of(after) == contents_of(database)


def test_actors_of_the_same_name_are_told_apart_by_a_name_made_up(
    database: Database, write: Write, tmp_path: Path
) -> None:
    for kind in ("person", "outlet"):
        claim = {"claim": "It fell.", "quote": "It fell", "about": ["Lee"]}
        line = {"text": "It fell.", "article": {"file": "a"}, "actors": [{"name": "Lee", "kind": kind}]}
        database.load(write(f"{kind}.jsonl", json.dumps({**line, "claims": [claim]})))
    report = database.export_annotations(tmp_path / "out.jsonl")
    assert report.left_out == (("names made up to tell actors apart", 2),)
    assert "Lee (outlet)" in (tmp_path / "out.jsonl").read_text()


@pytest.mark.parametrize("name", ["out", "out.jsonl"])
def test_what_lies_in_the_way_stays(name: str, seeded: Database, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises((FolderNotEmptyError, FileThereError), match="nothing was written"):
        seeded.export_annotations(tmp_path / name)
    assert (tmp_path / name).read_text() == "mine"


def test_a_folder_with_anything_in_it_is_left_alone(seeded: Database, tmp_path: Path) -> None:
    seeded.export_annotations(tmp_path / "out")
    (tmp_path / "out" / "004_d2651000a0236118.claims.yaml").write_text("edited")
    with pytest.raises(FolderNotEmptyError):
        seeded.export_annotations(tmp_path / "out")
    assert (tmp_path / "out" / "004_d2651000a0236118.claims.yaml").read_text() == "edited"


def test_an_empty_folder_is_filled(seeded: Database, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    seeded.export_annotations(tmp_path / "out")
    assert len(names(tmp_path / "out")) == 4


@pytest.mark.parametrize("name", ["out", "out.jsonl"])
def test_a_full_disk_leaves_nothing(
    name: str, seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(os.listdir(tmp_path))  # noqa: PTH208 (hidden ones too)

    def full(_annotation: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(targets, "write_annotation", full)
    monkeypatch.setattr(targets, "write_line", full)
    with pytest.raises(CannotWriteError, match="No space left on device"):
        seeded.export_annotations(tmp_path / name)
    assert set(os.listdir(tmp_path)) == before  # noqa: PTH208 (as above)


def test_a_text_that_no_file_can_hold_goes_to_lines(
    database: Database, write: Write, tmp_path: Path, fresh: Callable[[str], Where]
) -> None:
    database.load(write("in.jsonl", json.dumps({"text": "%PDF-1.7 is how such files begin."})))
    with pytest.raises(NoFileForTextError, match=r"FILE\.jsonl"):
        database.export_annotations(tmp_path / "out")
    assert not (tmp_path / "out").exists()
    database.export_annotations(tmp_path / "out.jsonl")
    with open_database(fresh("after")) as after:
        after.load(tmp_path / "out.jsonl")
        assert contents_of(after) == contents_of(database)
