"""Whatever is given to an importer: a sentence that names the file, and a database as it was."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.hostile.importers import IMPORTERS, Importer
from tests.hostile.rubbish import CONTENTS, KINDS, damaged, tampered, twisted

if TYPE_CHECKING:
    from collections.abc import Callable

    Cli = Callable[..., tuple[int, str, str]]

TIMES: Final = 12
"""How often a good file is spoilt in one way."""

LONGEST: Final = 1000
"""The most characters of a sentence."""

each_importer = pytest.mark.parametrize("name", IMPORTERS)


@pytest.fixture
def importer(name: str) -> Importer:
    return IMPORTERS[name]


@pytest.fixture(scope="module")
def _good(tmp_path_factory: pytest.TempPathFactory, _seeded_file: Path) -> Path:
    """A folder with a folder for each importer: a good file, and what lies beside it."""
    whole = tmp_path_factory.mktemp("good")
    for name, each in IMPORTERS.items():
        (whole / name).mkdir()
        each.good(whole / name / each.file, _seeded_file)
    return whole


@pytest.fixture
def folder(_good: Path, name: str, tmp_path: Path) -> Path:
    """A folder of the test's own with a good file, and what lies beside it."""
    return Path(shutil.copytree(_good / name, tmp_path / "a folder"))


@pytest.fixture
def bring(cli: Cli, importer: Importer, folder: Path, seeded_file: Path) -> Callable[[], int]:
    """Import the file of the folder into a database with the seeds; return the status.

    If that is not 0, a sentence says so that names the file, or its folder, and nothing was kept.
    """
    before = seeded_file.read_bytes()

    def run() -> int:
        status, _, err = cli("--db", seeded_file, *importer.typed(folder))
        assert "Traceback" not in err, err
        assert "itself failed" not in err, err
        assert status in {0, 1, 2}, err
        if status:
            assert str(folder) in err, err
            assert max(map(len, err.splitlines())) < LONGEST, err
            assert seeded_file.read_bytes() == before
        seeded_file.write_bytes(before)
        return status

    return run


@each_importer
def test_a_good_file_comes_in(bring: Callable[[], int]) -> None:
    assert bring() == 0


@each_importer
@pytest.mark.parametrize("what", [*CONTENTS, *KINDS])
def test_what_is_no_such_file_gets_a_sentence(
    what: str, importer: Importer, folder: Path, bring: Callable[[], int]
) -> None:
    path = folder / importer.file
    path.unlink()
    if what in CONTENTS:
        path.write_bytes(CONTENTS[what])
    else:
        KINDS[what](path)
    assert bring() in ({0, 1} if what in importer.takes else {1, 2})


@each_importer
def test_a_damaged_file_comes_in_or_gets_a_sentence(
    importer: Importer, folder: Path, bring: Callable[[], int]
) -> None:
    path = folder / importer.file
    for each in damaged(path.read_bytes(), TIMES):
        path.write_bytes(each)
        bring()


@pytest.mark.parametrize("name", [name for name, each in IMPORTERS.items() if each.form == "json"])
def test_other_values_come_in_or_get_a_sentence(
    importer: Importer, folder: Path, bring: Callable[[], int]
) -> None:
    path = folder / importer.file
    for each in twisted(json.loads(path.read_bytes()), 5 * TIMES):
        path.write_text(each)
        bring()


@pytest.mark.parametrize("name", [name for name, each in IMPORTERS.items() if each.form == "sqlite"])
def test_other_cells_come_in_or_get_a_sentence(
    importer: Importer, folder: Path, bring: Callable[[], int]
) -> None:
    for _ in tampered(folder / importer.file, 3 * TIMES):
        bring()
