"""Every command says what it does, with an example that runs."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from claimsdb.cli.app import app
from claimsdb.paths import data_folder
from tests.dna_files import Dna

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]


def _commands(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, *path, name)


COMMANDS = dict(_commands(typer.main.get_command(app)))


BEFORE = {
    ("review", "undo"): "review reject 2",
    ("actor", "role", "remove"): "actor role add Kassis --title Envoy",
    ("actor", "undo"): "actor merge Russia Iran --why mistaken",
    ("claim", "unrelate"): "claim relate 12 contradicts 30",
    ("claim", "unreview"): "claim review 12 --rating False",
}
"""What must have been done for an example to run."""


def _example(help_text: str) -> str:
    (line,) = [line for line in help_text.splitlines() if line.strip().startswith("Example: ")]
    return line.strip().removeprefix("Example: ")


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_help_with_an_example_of_itself(
    path: tuple[str, ...], option: str, cli: Cli
) -> None:
    status, out, err = cli(*path, option)
    assert (status, err) == (0, "")
    example = _example(out)
    assert shlex.split(example)[0] == "claimsdb"
    assert all(word in example for word in path)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_example_runs(
    path: tuple[str, ...], cli: Cli, seeded_place: Where, seeded_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(seeded_file, "claims.db")
    if isinstance(seeded_place, str):
        monkeypatch.setenv("CLAIMSDB_DB", seeded_place)
    left_to_the_server = isinstance(seeded_place, str) and path == ("db", "backup")
    shutil.copytree(data_folder("seeds"), "articles")
    Path("story.txt").write_text("A story that nobody has annotated.\n")
    Path("articles.csv").write_text('id,Headline,Text\na1,Rain,"Rain fell, they said."\n')
    Path("claims.csv").write_text("article,claim,quote\na1,It rained.,Rain fell\n")
    Path("corpus.jsonl").write_text('{"text": "A line of a corpus."}\n')
    if path[:1] == ("import",):
        _leave_something_to_import(cli)
    if path[:1] == ("review",) or path == ("article", "diff"):
        _carry_all_passages(cli)
    if path in BEFORE:
        assert cli(*BEFORE[path].split())[0] == 0
    for command in _example(COMMANDS[path].help).split(" && "):
        words = shlex.split(command.partition(" > ")[0])
        status, out, err = cli(*words[1:])
        assert status == int(left_to_the_server), err
        assert out or err


def _leave_something_to_import(cli: Cli) -> None:
    cli("export", "web-annotation", "annotations.jsonld")
    cli("export", "hypothesis", "hypothesis.json")
    cli("export", "archive", "claims.zip")
    cli("export", "claimreview", "reviews.jsonld", "--all-claims")
    cli("export", "refi-qda", "interviews.qdpx")
    cli("export", "csl-json", "library.json")
    cli("export", "ris", "export.ris")
    Path("corpus").mkdir()
    Path("corpus/a.txt").write_text("It rains.")
    Path("corpus/a.ann").write_text("T1\tClaim 0 8\tIt rains\n")
    Dna(Path("project.dna")).document(1, "It rains.")


def _carry_all_passages(cli: Cli) -> None:
    for text in Path("articles").glob("*.txt"):
        Path("changed.txt").write_bytes(text.read_bytes().replace(b" the ", b" that "))
        assert cli("load", "changed.txt", "--as", text.name)[0] == 0


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_option_and_argument_says_what_it_is_for(path: tuple[str, ...]) -> None:
    undocumented = [each.name for each in COMMANDS[path].params if not each.help]
    assert undocumented == []


def test_a_group_alone_shows_what_it_can_do(cli: Cli) -> None:
    status, _, err = cli("claim")
    assert status == 2
    assert "add" in err
    assert "show" in err


def test_the_version_is_told(cli: Cli) -> None:
    assert cli("--version") == (0, "claimsdb 0.1.0\n", "")
