"""What a user may not read or write, met as a user without special rights."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimsdb.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Cli = Callable[..., tuple[int, str, str]]

NOBODY = 65534
ASKING = [
    *("claims", "verify", "articles", "claim show 1", "article show 1", "search talks", "db info"),
    *("actor show Kassis", "articles --uncoded", "articles --actor Kassis"),
]
CHANGING = ["load story.txt", "claim add 1 --claim X. --quote stalemate", "db upgrade --reindex"]


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """Be a user without rights for a while; whoever is not root is one already."""
    if os.geteuid() != 0:
        yield
        return
    group, groups = os.getegid(), os.getgroups()
    os.setgroups([])
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(group)
        os.setgroups(groups)


@pytest.fixture(scope="module")
def _all_read(_seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Run everything once: nobody may lack the right to read the program itself."""
    folder = tmp_path_factory.mktemp("read")
    shutil.copy(_seeded_file, folder / "claims.db")
    (folder / "story.txt").write_text("A story.\n")
    with contextlib.chdir(folder):
        for command in (*ASKING, *CHANGING, "export csv out", "export html site", "demo tour"):
            assert main(["--db", "claims.db", *command.split()]) == 0


@pytest.fixture
def place(_all_read: None, seeded_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that everybody may look into, with a database and a text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        monkeypatch.chdir(folder)
        Path("story.txt").write_text("A story.\n")
        shutil.copy(seeded_file, "claims.db")
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def as_nobody(cli: Cli, command: str) -> tuple[int, str, str]:
    with nobody():
        return cli(*command.split())


def test_a_database_that_may_only_be_read_can_be_asked(place: Path, cli: Cli) -> None:
    Path("claims.db").chmod(0o444)
    place.chmod(0o555)
    for command in ASKING:
        status, out, err = as_nobody(cli, f"{command} --format json")
        assert (status, err) == (0, "")
        assert out


def test_where_mentions_cannot_be_kept_they_are_found_all_the_same(place: Path, cli: Cli) -> None:
    asked = ["actor show Kassis", "articles --uncoded", "articles --actor Kassis"]
    Path("claims.db").chmod(0o444)
    place.chmod(0o555)
    found = [as_nobody(cli, f"{command} --format json") for command in asked]
    assert '"mentions": 4' in found[0][1]
    place.chmod(0o777)
    Path("claims.db").chmod(0o666)
    before = Path("claims.db").read_bytes()
    assert [as_nobody(cli, f"{command} --format json") for command in asked] == found
    assert Path("claims.db").read_bytes() != before  # they are kept by now
    assert [as_nobody(cli, f"{command} --format json") for command in asked] == found


@pytest.mark.parametrize("command", CHANGING)
def test_a_database_that_may_only_be_read_refuses_to_be_written(command: str, place: Path, cli: Cli) -> None:
    before = Path("claims.db").read_bytes()
    Path("story.txt").write_text("Another story.\n")
    Path("claims.db").chmod(0o444)
    place.chmod(0o555)
    status, out, err = as_nobody(cli, command)
    assert (status, out) == (3, "")
    assert err.startswith("claims.db cannot be written: check the permissions of the file and of its folder")
    assert Path("claims.db").read_bytes() == before


def test_a_database_that_may_not_be_read_is_told(place: Path, cli: Cli) -> None:
    assert place.is_dir()
    Path("claims.db").chmod(0)
    status, out, err = as_nobody(cli, "claims")
    assert (status, out) == (3, "")
    assert err.startswith("claims.db cannot be ")


def test_a_new_database_where_nothing_may_be_written_is_told(place: Path, cli: Cli) -> None:
    place.chmod(0o555)
    for command in ("init", "load story.txt"):
        status, out, err = as_nobody(cli, f"--db new.db {command}")
        assert (status, out) == (3, "")
        assert err.startswith("new.db cannot be written: check the permissions")


@pytest.mark.parametrize("target", ["out", "inside/out", "closed"])
@pytest.mark.parametrize("kind", ["csv", "annotations", "html"])
def test_an_export_where_nothing_may_be_written_is_told(
    kind: str, target: str, place: Path, cli: Cli
) -> None:
    Path("closed").mkdir(mode=0o555)
    Path("inside").mkdir(mode=0o555)
    place.chmod(0o555)
    status, out, err = as_nobody(cli, f"export {kind} {target}")
    assert (status, out) == (1, "")
    assert err == (
        f"{target} cannot be written (Permission denied). Name another folder, or check its permissions.\n"
    )
    assert sorted(each.name for each in place.iterdir()) == ["claims.db", "closed", "inside", "story.txt"]


def test_a_demo_where_nothing_may_be_written_is_told(place: Path, cli: Cli) -> None:
    place.chmod(0o555)
    for command in ("demo", "demo deep/er"):
        status, out, err = as_nobody(cli, command)
        assert (status, out) == (1, "")
        assert "cannot be written (Permission denied)" in err


def test_a_text_that_may_not_be_read_is_refused_and_the_others_are_loaded(place: Path, cli: Cli) -> None:
    Path("texts").mkdir()
    Path("texts/closed.txt").write_text("Nobody may read this.\n")
    Path("texts/closed.txt").chmod(0)
    Path("texts/open.txt").write_text("Anybody may.\n")
    Path("claims.db").chmod(0o666)
    place.chmod(0o777)
    status, out, err = as_nobody(cli, "load texts --format jsonl")
    assert status == 1
    assert err == "texts/closed.txt: cannot be read (Permission denied). Check its permissions.\n"
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["refused", "added"]
