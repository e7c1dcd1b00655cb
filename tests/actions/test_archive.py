"""An archive makes an equal database, changes nothing where it was, and does nothing else whoever made it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.errors.archives import (
    ArchiveDiffersError,
    ArchiveOrderError,
    ArchiveRowError,
    ArchiveRuleError,
    BrokenArchiveError,
    DamagedTextError,
    MissingTextsError,
    NotAnArchiveError,
    OtherArchiveError,
    WithoutTextError,
    WithTextError,
)
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.database import NoDatabaseError
from claimsdb.errors.exports import FileInTheWayError
from claimsdb.errors.sources import NoSuchFileError
from claimsdb.formats import archive_reading, zip_bounds
from claimsdb.library import Database, import_archive, open_database
from claimsdb.sources.foreign.brat import BratFolder
from tests.brat_folders import bridge
from tests.database.test_copying import everything
from tests.engines import everything_in, on_sqlite, run_sql
from tests.exports.test_annotation_round_trip import annotated_texts, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engines import Where

    Write = Callable[[str, str | bytes], Path]
    Fresh = Callable[[str], Where]
    Members = dict[str, bytes]

DERIVED = ("listings", "mentions", "mention_marks")
STORY = """
    claimsdb: 1
    annotator: {name: coder, kind: program, version: '2'}
    actors: [{name: علي, kind: person, roles: [{title: mayor, from: '2014', quote: on Monday}]}, {name: Bo}]
    claims:
      - claim: The talks began 🕊.
        key: began
        quote: The talks began in Astana
        speakers: [علي, {unnamed: a witness}]
        about: [Bo]
        topics: [Peace > Talks]
        relations: [{contradicts: rain, rationale: nobody was there}]
      - {claim: It rained., key: rain, quote: It rained on … said Bo, speakers: [Bo]}
"""


def stored(where: Where) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in everything(where).items() if name not in DERIVED}


@pytest.fixture
def storied(database: Database, write: Write, tmp_path: Path) -> Database:
    """A database in which people have carried, judged, merged and reviewed."""
    write("story.claims.yaml", STORY)
    database.load(
        write("story.txt", "The talks began in Astana. It rained on Monday, said Bo. It rained.\r\n")
    )
    database.load(write("page.html", b"<title>\xdcber</title><p>Alt \xfc</p>"), write("new.txt", "New."))
    database.add_claim(1, claim="On Monday.", quote="It rained on Monday")
    (tmp_path / "story.claims.yaml").unlink()
    database.load(write("story.txt", "The talks started in Astana. On Monday nothing fell, said Bo."))
    database.review(1, "accept", by="Ada")
    database.merge_actors("علي", "Bo", why="one mayor", by="Ann")
    database.edit_actor("Bo", kind="organisation", identifiers=["wikidata:Q42"], why="seen", by="Ann")
    database.review_claim(
        1, rating="false", evidence=[{"url": "https://example.org/1", "note": "none"}], by="Ann"
    )
    folder = BratFolder(bridge(tmp_path / "brat").path)
    assert {each.outcome for each in database.each_import(folder.read())} == {"added"}
    return database


def archive_of(database: Database, path: Path, *, with_text: bool = True) -> Path:
    database.export_archive(path, with_text=with_text)
    return path


def test_what_people_did_comes_back_and_goes_on(storied: Database, tmp_path: Path, fresh: Fresh) -> None:
    empty = {name for name, rows in stored(storied.location.name).items() if not rows}
    assert empty <= {
        "version_facts",
        "actor_split_parts",
        "carrying_candidates",
        "outlets",
        "article_authors",
    }
    again = fresh("again")
    report = import_archive(again, archive_of(storied, tmp_path / "a.zip"))
    assert stored(again) == stored(storied.location.name)
    assert not report.unchanged
    with open_database(again) as database:
        assert database.verify().faults == ()
        assert [hit.claim_id for hit in database.search("rained")]
        assert database.claims() == storied.claims()
        assert database.undo_judgement(1, why="two", by="Ben").undoes == 1


def test_an_archive_goes_from_one_engine_to_the_other_and_back(
    seeded_file: Path, postgresql_url: str, tmp_path: Path
) -> None:
    with open_database(seeded_file) as database:
        import_archive(postgresql_url, archive_of(database, tmp_path / "a.zip"))
    with open_database(postgresql_url) as database:
        import_archive(tmp_path / "back.db", archive_of(database, tmp_path / "b.zip"))
        assert database.add_claim(1, claim="It rained.", quote="Syria", occurrence=1)[0].claim_id == 102
    assert stored(seeded_file) == stored(tmp_path / "back.db")


@on_sqlite  # generated databases by the dozen
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_database_comes_back_equal(fresh: Fresh, tmp_path: Path, data: st.DataObject) -> None:
    drawn = [data.draw(annotated_texts(number)) for number in range(data.draw(st.integers(0, 3)))]
    where, again = fresh("drawn"), fresh("again")
    with open_database(where) as database:
        load(database, tmp_path / "texts", drawn)
        path = archive_of(database, tmp_path / "a.zip", with_text=data.draw(st.booleans()))
    with ZipFile(path) as archive:
        with_text = json.loads(archive.read("manifest.json"))["with_text"]
    import_archive(again, path, texts=None if with_text else tmp_path / "texts")
    assert stored(again) == stored(where)


def test_a_second_import_changes_nothing(seeded: Database, tmp_path: Path, fresh: Fresh) -> None:
    path, again = archive_of(seeded, tmp_path / "a.zip"), fresh("again")
    import_archive(again, path)
    before = everything_in(again)
    assert import_archive(again, path).unchanged
    assert everything_in(again) == before


def test_where_anything_else_is_an_archive_does_not_go(
    seeded: Database, write: Write, tmp_path: Path, fresh: Fresh
) -> None:
    path, other = archive_of(seeded, tmp_path / "a.zip"), fresh("other")
    with open_database(other) as database:
        database.load(write("a.txt", "Not so."))
    before = everything_in(other)
    with pytest.raises(ArchiveDiffersError, match="they differ in actors"):
        import_archive(other, path)
    assert everything_in(other) == before


def test_texts_that_were_left_out_are_put_back_from_those_who_have_them(
    storied: Database, write: Write, tmp_path: Path, fresh: Fresh
) -> None:
    path, again = archive_of(storied, tmp_path / "a.zip", with_text=False), fresh("again")
    with ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if name.startswith(("texts/", "originals/"))]
        assert "Alt ü".encode() not in b"".join(archive.read(name) for name in archive.namelist())
    with pytest.raises(WithoutTextError, match="--texts FOLDER"):
        import_archive(again, path)
    licensed = tmp_path / "licensed"
    licensed.mkdir()
    for name in ("page.html", "new.txt", "story.txt", "brat/bridge.txt"):
        shutil.copy(tmp_path / name, licensed / f"renamed {Path(name).name}")
    with pytest.raises(MissingTextsError, match=r"version 1 of article 1, from .*story.txt") as fault:
        import_archive(again, path, texts=licensed)
    assert fault.value.sentence.count("version") == 1
    write("licensed/below/old", "The talks began in Astana. It rained on Monday, said Bo. It rained.\r\n")
    import_archive(again, path, texts=licensed)
    assert stored(again) == stored(storied.location.name)


def test_texts_are_asked_for_only_where_they_are_wanted(
    seeded: Database, tmp_path: Path, fresh: Fresh
) -> None:
    with pytest.raises(WithTextError, match="leave --texts out"):
        import_archive(fresh("again"), archive_of(seeded, tmp_path / "a.zip"), texts=tmp_path)


@on_sqlite  # of files
def test_equal_databases_make_equal_archives_but_for_the_moment(seeded: Database, tmp_path: Path) -> None:
    one, other = (members_of(archive_of(seeded, tmp_path / name)) for name in ("a.zip", "b.zip"))
    assert {**one, "manifest.json": b""} == {**other, "manifest.json": b""}


@on_sqlite  # of files
def test_an_archive_replaces_an_archive_and_nothing_else(seeded: Database, tmp_path: Path) -> None:
    path = archive_of(seeded, tmp_path / "a.zip")
    archive_of(seeded, path)
    with ZipFile(tmp_path / "mine.zip", "w") as mine:
        mine.writestr("a.txt", "mine")
    with pytest.raises(FileInTheWayError):
        seeded.export_archive(tmp_path / "mine.zip")


def test_a_damaged_text_is_not_archived(seeded_file: Path, tmp_path: Path) -> None:
    run_sql(
        seeded_file,
        "DROP TRIGGER versions_never_changed",
        "UPDATE versions SET original = x'00' WHERE id = 2",
    )
    with open_database(seeded_file) as database, pytest.raises(DamagedTextError, match="version 2"):
        database.export_archive(tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


# Archives by the ill-willed


def members_of(path: Path) -> Members:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(path: Path, members: Members, compression: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def members(seeded_file: Path, tmp_path: Path) -> Members:
    """What a sound archive consists of."""
    with open_database(seeded_file) as database:
        return members_of(archive_of(database, tmp_path / "sound.zip"))


def with_manifest(members: Members, **changed: Any) -> Members:
    return members | {"manifest.json": json.dumps(json.loads(members["manifest.json"]) | changed).encode()}


def with_table(members: Members, table: str, content: bytes) -> Members:
    tables = json.loads(members["manifest.json"])["tables"]
    tables[table] = {"rows": content.count(b"\n"), "bytes": len(content)}
    return with_manifest(members | {f"tables/{table}.jsonl": content}, tables=tables)


def refused(path: Path, error: type[ClaimsDBError], match: str) -> None:
    """Make sure that an archive is refused, and leaves nothing where there was no database."""
    with pytest.raises(error, match=match):
        import_archive(path.parent / "new.db", path)
    assert not (path.parent / "new.db").exists()


def without(members: Members, name: str) -> Members:
    return {each: content for each, content in members.items() if each != name}


def test_a_sound_archive_is_taken_in_however_it_is_zipped(members: Members, tmp_path: Path) -> None:
    import_archive(tmp_path / "new.db", zipped(tmp_path / "a.zip", dict(reversed(members.items()))))


def test_what_is_no_archive_gets_a_sentence(members: Members, write: Write, tmp_path: Path) -> None:
    refused(tmp_path / "nowhere.zip", NoSuchFileError, "no such file")
    refused(write("a.txt", "no ZIP"), NotAnArchiveError, "not a zip file")
    refused(write("half.zip", (tmp_path / "sound.zip").read_bytes()[:-900]), NotAnArchiveError, "not a zip")
    path = tmp_path / "a.zip"
    refused(zipped(path, {"a.txt": b"x"}), NotAnArchiveError, "no manifest.json")
    refused(zipped(path, without(members, "manifest.json")), NotAnArchiveError, "no manifest.json")
    refused(zipped(path, members | {"mimetype": b"other"}), NotAnArchiveError, "mimetype is another")


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"\xff", b"{}", b"[" * 100_000, b'{"claimsdb_archive": "1"}']
)
def test_a_manifest_that_is_none_gets_a_sentence(members: Members, tmp_path: Path, manifest: bytes) -> None:
    path = zipped(tmp_path / "a.zip", members | {"manifest.json": manifest})
    refused(path, NotAnArchiveError, "no manifest")


@pytest.mark.parametrize("changed", [{"tables": []}, {"tables": {"actors": 1}}, {"texts": {"files": True}}])
def test_a_manifest_of_wrong_types_gets_a_sentence(
    members: Members, tmp_path: Path, changed: dict[str, Any]
) -> None:
    refused(zipped(tmp_path / "a.zip", with_manifest(members, **changed)), NotAnArchiveError, "no manifest")


def test_an_archive_of_another_schema_or_format_says_what_to_do(members: Members, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    refused(zipped(path, with_manifest(members, schema=999)), OtherArchiveError, "Install a newer claimsdb")
    refused(zipped(path, with_manifest(members, schema=3)), OtherArchiveError, "claimsdb db upgrade")
    refused(zipped(path, with_manifest(members, claimsdb_archive=2)), OtherArchiveError, "format version 2")


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/passwd", "texts/../x.txt", "tables/more.jsonl", "texts/"]
)
def test_a_member_that_the_manifest_does_not_list_is_refused(
    members: Members, tmp_path: Path, name: str
) -> None:
    refused(zipped(tmp_path / "a.zip", members | {name: b"x"}), BrokenArchiveError, "does not list")


def test_members_that_are_missing_twice_or_too_many_are_refused(members: Members, tmp_path: Path) -> None:
    path, text = tmp_path / "a.zip", next(name for name in members if name.startswith("texts/"))
    refused(zipped(path, without(members, "tables/claims.jsonl")), BrokenArchiveError, "tables/claims.jsonl")
    refused(zipped(path, without(members, text)), BrokenArchiveError, "not have all")
    refused(zipped(path, members | {f"texts/{'0' * 64}.txt": b"x"}), BrokenArchiveError, "not have all")
    refused(zipped(path, members, ZIP_BZIP2), BrokenArchiveError, "DEFLATE")
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(zipped(path, members), "a") as archive:
        archive.writestr(text, "x")
    refused(path, BrokenArchiveError, "twice")


def test_a_table_that_grows_when_unpacked_is_refused_unread(
    members: Members, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_bounds, "SMALL", 1_000_000)
    bomb = with_table(members, "claims", b" " * 3_000_000)
    refused(zipped(tmp_path / "a.zip", bomb), BrokenArchiveError, "more than 500 times")
    grown = members | {"tables/claims.jsonl": members["tables/claims.jsonl"] + b" "}
    refused(zipped(tmp_path / "a.zip", grown), BrokenArchiveError, "and its manifest says")


def test_lines_and_texts_are_read_only_so_far(
    members: Members, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "a.zip", members)
    with monkeypatch.context() as patch:
        patch.setattr(archive_reading, "LARGEST_FILE", 100)
        refused(path, BrokenArchiveError, "no more than 100 are read")
    monkeypatch.setattr(archive_reading, "LONGEST_LINE", 20)
    refused(path, ArchiveRowError, "too long")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"no JSON", "no JSON in UTF-8"),
        (b'{"id": "\xff"}', "no JSON in UTF-8"),
        (b"[" * 100_000, "no JSON in UTF-8"),
        (b"[1]", "no JSON object"),
        (b'{"id": 1}', "the columns id, name, name_folded, and no others"),
        (b'{"id": 1, "name": "a", "name_folded": "a", "more": 1}', "and no others"),
        (b'{"id": "1", "name": "a", "name_folded": "a"}', "id is '1', and not a whole number"),
        (b'{"id": true, "name": "a", "name_folded": "a"}', "id is True"),
        (b'{"id": 1e3, "name": "a", "name_folded": "a"}', "id is 1000.0"),
        (b'{"id": 9223372036854775808, "name": "a", "name_folded": "a"}', "id is 9223372036854775808"),
        (b'{"id": 1, "name": ["a"], "name_folded": "a"}', "name is .*, and not a text"),
        (b'{"id": 1, "name": null, "name_folded": "a"}', "name is None"),
        (b'{"id": 1, "name": "\\ud800", "name_folded": "a"}', "name is '.*ud800'"),
    ],
)
def test_a_line_that_is_no_row_is_named(members: Members, tmp_path: Path, line: bytes, problem: str) -> None:
    content = members["tables/outlets.jsonl"] + line + b"\n"
    path = zipped(tmp_path / "a.zip", with_table(members, "outlets", content))
    refused(path, ArchiveRowError, f"a.zip, tables/outlets.jsonl:2: .*{problem}")


def test_a_table_with_other_rows_than_promised_is_refused(members: Members, tmp_path: Path) -> None:
    tables = json.loads(members["manifest.json"])["tables"]
    tables["claims"]["rows"] += 1
    path = zipped(tmp_path / "a.zip", with_manifest(members, tables=tables))
    refused(path, BrokenArchiveError, "has 101 rows, and its manifest says otherwise")


def test_a_text_that_is_another_is_refused(members: Members, tmp_path: Path) -> None:
    for folder in ("texts", "originals"):
        name = next(name for name in members if name.startswith(folder))
        other = members | {name: members[name][::-1]}
        refused(
            zipped(tmp_path / "a.zip", other), BrokenArchiveError, f"{folder}/.* does not have this SHA-256"
        )


def test_bytes_that_rotted_are_refused(members: Members, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", members, compression=0)
    path.write_bytes(path.read_bytes().replace(b'{"id":1,', b'{"id":7,', 1))
    refused(path, BrokenArchiveError, "cannot be read .*Bad CRC-32")


def test_rows_that_break_the_promise_of_a_passage_are_refused(
    members: Members, tmp_path: Path, postgresql_url: str
) -> None:
    first, _, rest = members["tables/passages.jsonl"].partition(b"\n")
    row = json.loads(first)
    forged = json.dumps(row | {"quote": row["quote"][::-1]}).encode() + b"\n" + rest
    path = zipped(tmp_path / "a.zip", with_table(members, "passages", forged))
    refused(path, ArchiveRuleError, "a passage must be")
    with pytest.raises(ArchiveRuleError, match="a passage must be"):
        import_archive(postgresql_url, path)
    with pytest.raises(NoDatabaseError):
        open_database(postgresql_url)


def test_rows_that_point_at_nothing_or_stand_in_disorder_are_refused(
    members: Members, tmp_path: Path
) -> None:
    lines = members["tables/claim_topics.jsonl"].splitlines(keepends=True)
    upside_down = with_table(members, "claim_topics", b"".join(reversed(lines)))
    refused(zipped(tmp_path / "a.zip", upside_down), ArchiveOrderError, "rows of claim_topics do not stand")
    nowhere = b'{"claim_id":1,"topic_id":7777}\n'
    loose = with_table(members, "claim_topics", b"".join([*lines, nowhere]))
    refused(zipped(tmp_path / "a.zip", loose), ClaimsDBError, "FOREIGN KEY|do not stand")
