"""Where an export goes: what it may replace, and what it leaves as it was."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.errors.exports import CannotWriteError, TargetInTheWayError
from claimsdb.exports import csv_folder, place
from claimsdb.exports.tables import stored_tables
from claimsdb.formats import csv_tables
from tests.engines import on_sqlite

if TYPE_CHECKING:
    from claimsdb.library import Database

NAMES = {"csv-metadata.json", "datapackage.json", "flat.csv", *(f"{name}.csv" for name in stored_tables())}


def _names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("name", ["out", "a folder with spaces", "deep/er/still", "Қазақ", "-dash", "out/"])
def test_a_new_folder_is_made_with_those_above_it(name: str, seeded: Database, tmp_path: Path) -> None:
    report = seeded.export_csv(f"{tmp_path}/{name}")
    assert _names(tmp_path / name) == NAMES
    assert report.target == str(tmp_path / name)
    assert _names(tmp_path) - {"seeded.db"} == {name.split("/", maxsplit=1)[0]}


def test_an_empty_folder_is_filled(seeded: Database, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    seeded.export_csv(tmp_path / "out")
    assert _names(tmp_path / "out") == NAMES


def test_the_current_folder_stays_the_current_folder(
    seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    before = Path().stat().st_ino
    seeded.export_csv(".")
    seeded.export_csv(".")
    assert _names(Path()) == NAMES
    assert (tmp_path / "out").stat().st_ino == before == Path().stat().st_ino


def test_an_earlier_export_is_replaced_and_what_lies_beside_it_stays(
    seeded: Database, database: Database, tmp_path: Path
) -> None:
    seeded.export_csv(tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    (tmp_path / "out" / ".git").mkdir()
    (tmp_path / "out" / ".git" / "HEAD").write_text("mine too")
    database.export_csv(tmp_path / "out")
    after = _contents(tmp_path / "out")
    assert after.keys() == {*NAMES, "notes.txt", ".git/HEAD"}
    assert after["notes.txt"] == b"mine"
    assert after["flat.csv"].count(b"\r\n") == 1


def test_a_link_to_a_folder_is_followed(seeded: Database, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    for _ in range(2):
        report = seeded.export_csv(tmp_path / "link")
        assert _names(tmp_path / "real") == NAMES
        assert (tmp_path / "link").is_symlink()
        assert report.target == str(tmp_path / "real")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"mine"),
        ("claims.csv", b"my own table"),
        ("datapackage.json", b'{"name": "theirs", "resources": []}'),
        ("datapackage.json", b'{"claimsdb": {}, "resources": 5}'),
        ("datapackage.json", b'{"claimsdb": {}}'),
        ("datapackage.json", b'["claimsdb"]'),
        ("datapackage.json", b"not JSON \xff"),
        ("datapackage.json", b"[" * 100_000),
    ],
)
def test_a_folder_of_somebody_elses_is_left_alone(
    name: str, content: bytes, seeded: Database, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_bytes(content)
    with pytest.raises(TargetInTheWayError, match="is not an export of claimsdb: nothing was written"):
        seeded.export_csv(tmp_path / "out")
    assert _contents(tmp_path / "out") == {name: content}


def test_a_package_that_names_files_elsewhere_loses_none_of_them(seeded: Database, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "precious.csv").write_text("mine")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    (tmp_path / "out" / "datapackage.json").write_text(
        '{"claimsdb": {}, "resources": [{"path": "../precious.csv"}, {"path": "notes.txt"}]}'
    )
    seeded.export_csv(tmp_path / "out")
    assert (tmp_path / "precious.csv").read_text() == "mine"
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_a_file_in_the_way_stays(seeded: Database, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(TargetInTheWayError):
        seeded.export_csv(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_file_where_a_folder_above_should_be_is_told(seeded: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CannotWriteError, match=r"file/out cannot be written \("):
        seeded.export_csv(tmp_path / "file" / "out")


@on_sqlite  # a server has no file
def test_the_database_itself_is_not_overwritten(seeded: Database, tmp_path: Path) -> None:
    with pytest.raises(TargetInTheWayError):
        seeded.export_csv(tmp_path / "seeded.db")
    assert seeded.verify().faults == ()


class _Interruption(BaseException):
    """As if Ctrl-C had been typed."""


@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), _Interruption()], ids=["full", "^C"]
)
@pytest.mark.parametrize("earlier", [True, False], ids=["replacing", "new"])
@pytest.mark.parametrize("step", [1, 10, len(NAMES) - 2])
def test_an_export_that_fails_while_it_writes_changes_nothing(  # noqa: PLR0913, PLR0917 (what, when, where)
    fault: BaseException,
    earlier: bool,
    step: int,
    seeded: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if earlier:
        seeded.export_csv(tmp_path / "out", raw=True)
    seeded.articles(actor="Kassis")  # mentions, which are exported, are kept when they are first asked for
    before = _contents(tmp_path)
    written = iter(range(1, 100))
    real = csv_tables.write_csv

    def failing(*arguments: Any, **options: Any) -> int:
        count = real(*arguments, **options)
        if next(written) == step:
            raise fault
        return count

    monkeypatch.setattr(csv_folder, "write_csv", failing)
    with pytest.raises(CannotWriteError if isinstance(fault, OSError) else _Interruption):
        seeded.export_csv(tmp_path / "out")
    assert _contents(tmp_path) == before


@pytest.mark.parametrize("fault", [OSError(5, "Input/output error"), _Interruption()], ids=["broken", "^C"])
@pytest.mark.parametrize("step", range(1, 2 * len(NAMES) + 1, 3))
def test_an_export_that_fails_while_it_is_moved_into_place_changes_nothing(
    fault: BaseException, step: int, seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded.export_csv(tmp_path / "out", raw=True)
    before = _contents(tmp_path)
    real, moved = Path.rename, iter(range(1, 1000))

    def failing(self: Path, target: Path) -> Path:
        if next(moved) == step:
            raise fault
        return real(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(CannotWriteError if isinstance(fault, OSError) else _Interruption):
        seeded.export_csv(tmp_path / "out")
    monkeypatch.undo()
    assert _contents(tmp_path) == before
    assert not [name for name in os.listdir(tmp_path / "out") if name.startswith(place.PREFIX)]  # noqa: PTH208


def test_what_a_killed_export_left_does_not_stop_the_next(seeded: Database, tmp_path: Path) -> None:
    (tmp_path / "out" / f"{place.PREFIX}abc" / "new").mkdir(parents=True)
    seeded.export_csv(tmp_path / "out")
    assert _names(tmp_path / "out") > NAMES


def test_a_folder_called_as_one_of_our_files_is_in_the_way(seeded: Database, tmp_path: Path) -> None:
    seeded.export_csv(tmp_path / "out")
    (tmp_path / "out" / "flat.csv").unlink()
    (tmp_path / "out" / "flat.csv").mkdir()
    before = _contents(tmp_path / "out")
    with pytest.raises(TargetInTheWayError, match=r"flat\.csv is there already"):
        seeded.export_csv(tmp_path / "out")
    assert _contents(tmp_path / "out") == before
