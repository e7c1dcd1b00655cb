"""``export archive`` and ``import archive``, as somebody types them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from claimsdb.paths import data_folder
from tests.engines import everything_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]


def test_a_database_goes_into_a_file_and_comes_out_of_it(
    cli: Cli, seeded_place: Where, fresh: Callable[[str], Where]
) -> None:
    again = fresh("again")
    status, out, err = cli("--db", seeded_place, "export", "archive", "a.zip")
    assert (status, err) == (0, f"Written to {Path.cwd() / 'a.zip'}\n")
    assert "statements               110" in out
    status, out, err = cli("--db", again, "import", "archive", "a.zip")
    assert status == 0
    assert err.startswith("Every row was compared: ")
    assert cli("--db", again, "claims", "-f", "json") == cli("--db", seeded_place, "claims", "-f", "json")
    assert cli("--db", again, "import", "archive", "a.zip")[2].startswith("All of it was there already;")


def test_a_dry_run_proves_all_of_it_and_keeps_nothing(
    cli: Cli, seeded_place: Where, fresh: Callable[[str], Where], tmp_path: Path
) -> None:
    assert cli("--db", seeded_place, "export", "archive", "a.zip")[0] == 0
    again = fresh("again")
    before = everything_in(again)
    for where in (again, "new.db"):
        status, out, err = cli("--db", where, "import", "archive", "a.zip", "--dry-run")
        assert status == 0
        assert "statements               110" in out
        assert err.startswith("Every row was compared: ")
        assert "Nothing was kept" in err
    assert everything_in(again) == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("new.db")] == []
    with ZipFile("a.zip") as whole, ZipFile("b.zip", "w") as damaged:
        for each in whole.infolist():
            damaged.writestr(each.filename, whole.read(each).replace(b"Astana", b"Astona"))
    assert cli("--db", again, "import", "archive", "b.zip", "--dry-run")[0] == 1


def test_texts_that_stayed_out_are_asked_for(cli: Cli, seeded_file: Path) -> None:
    assert cli("--db", seeded_file, "export", "archive", "a.zip", "--without-text")[0] == 0
    status, out, err = cli("--db", "new.db", "import", "archive", "a.zip")
    assert (status, out) == (2, "")
    assert "--texts FOLDER" in err
    assert cli("--db", "new.db", "import", "archive", "a.zip", "--texts", data_folder("seeds"))[0] == 0
    assert cli("--db", "new.db", "verify")[0] == 0


def test_a_file_that_is_no_archive_is_told_and_makes_no_database(
    cli: Cli, tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    status, out, err = cli("--db", "new.db", "import", "archive", write("a.zip", "no ZIP"))
    assert (status, out) == (1, "")
    assert "is no archive of claimsdb" in err
    assert not (tmp_path / "new.db").exists()
