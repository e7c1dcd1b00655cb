"""Documents run: what they show is executed, and what they name is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimsdb.cli.main import main
from claimsdb.formats.annotation_yaml import read_annotation
from claimsdb.library import open_database
from claimsdb.paths import data_folder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "claimsdb"
PAGES = sorted({ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")})
FENCED = re.compile(r"^```(\w+)(?:[ ]+(\S+))?[ ]*\n(.*?)^```[ ]*$", re.MULTILINE | re.DOTALL)
LINKED = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
STATUS = re.compile(r"#.*?\b(?:status|exits?)\b\D*([0-9]+)")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file it is if it names one, and what stands in it."""

    language: str
    file: str | None
    body: str

    def commands(self) -> Iterator[tuple[str, list[str]]]:
        """Each command of a console block, with the output that is shown below it."""
        shown: list[str] = []
        command = None
        for line in self.body.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, shown
                command, shown = line[2:], []
            elif line.strip():
                shown.append(line)
        if command:
            yield command, shown


def blocks(page: Path) -> list[Block]:
    return [Block(language, file or None, body) for language, file, body in FENCED.findall(page.read_text())]


def words(text: str) -> str:
    return " ".join(text.split())


def run(command: str, shown: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    program, *arguments = shlex.split(command, comments=True)
    if program == "make":
        assert set(arguments) <= make_targets(), command
        return
    assert program == "claimsdb", f"{command}: documents show claimsdb and make alone"
    status = main(arguments)
    output = capsys.readouterr()
    expected = STATUS.search(command)
    assert status == (int(expected[1]) if expected else 0), f"{command}\n{output.err}"
    for line in shown:
        assert words(line) in words(output.out + output.err), f"{command}\n{output.err}"


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def run_page(page: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """Do what a page says, in the current folder; return how many blocks that were."""
    done = 0
    for block in blocks(page):
        done += 1
        if block.file is not None:
            Path(block.file).write_text(block.body, encoding="utf-8")
        elif block.language == "console":
            for command, shown in block.commands():
                run(command, shown, capsys)
        elif block.language == "sh":
            for line in block.body.splitlines():
                if line.strip():
                    run(line.removeprefix("$ "), [], capsys)
        elif block.language == "python":
            exec(compile(block.body, page.name, "exec"), {"__name__": "__main__"})  # noqa: S102 (README's own)
        elif block.language == "yaml":
            read_annotation(block.body.encode(), file=page.name)
    return done


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(data_folder("seeds"), tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMSDB_DB", raising=False)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_what_the_readme_shows_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_page(ROOT / "README.md", capsys)


@pytest.mark.usefixtures("folder")
def test_what_the_page_on_annotation_files_shows_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_page(DOCS / "annotation-files.md", capsys)


@pytest.mark.usefixtures("folder")
def test_what_the_page_on_corroboration_shows_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_page(DOCS / "corroboration.md", capsys)


@pytest.mark.usefixtures("folder")
def test_what_the_page_on_roles_shows_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_page(DOCS / "roles.md", capsys)


@pytest.mark.usefixtures("folder")
def test_each_annotation_file_on_the_page_loads_unless_it_is_there_to_be_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = [(each.language, each.file, each.body) for each in blocks(DOCS / "annotation-files.md")]
    for text, body in [(file, body) for language, file, body in shown if file and language == "text"]:
        Path(text).write_text(body, encoding="utf-8")
    examples = [(file, body) for language, file, body in shown if file and language in {"yaml", "jsonl"}]
    assert examples
    for name, body in examples:
        Path(name).write_text(body, encoding="utf-8")
        loaded = main(["load", name]) == 0
        assert loaded is not name.startswith("wrong"), capsys.readouterr().err


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_local_link_leads_somewhere(page: Path) -> None:
    local = [link for link in LINKED.findall(page.read_text()) if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = set(re.findall(r"`([\w./-]+/[\w.-]*\.(?:py|md|json|toml|yaml|svg)|[a-z]+/)`", page.read_text()))
    made_by_the_reader = {"demo/", "dist/"}
    missing = [
        each
        for each in named - made_by_the_reader
        if not any((top / each).exists() for top in (ROOT, PACKAGE))
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_function_that_a_page_names_is_in_its_file(page: Path) -> None:
    named = re.findall(r"`(\w+)`\s+in\s+`([\w/]+\.py)`", page.read_text())
    missing = [
        (name, file)
        for name, file in named
        if not re.search(rf"^\s*(?:def|class) {name}\b|^{name}\b.*=", source(file), re.MULTILINE)
    ]
    assert missing == []


def source(file: str) -> str:
    path = PACKAGE / file if (PACKAGE / file).exists() else ROOT / file
    return path.read_text()


def test_the_triggers_that_guard_the_promise_are_on_the_page_and_there_are_no_others(
    shell: sqlite3.Connection, postgresql_url: str
) -> None:
    made = {name for (name,) in shell.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    schema = " ".join(sql for (sql,) in shell.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
    with open_database(postgresql_url, create=True) as database, database._reading() as connection:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        on_a_server = set(connection.exec_driver_sql(query).scalars())
    made |= on_a_server
    schema += " ".join(on_a_server)
    page = (DOCS / "architecture.md").read_text()
    shown = set(
        re.findall(
            r"`((?:passages|further_passages|versions|version_facts|statements|statement_passages|claims"
            r"|attributions|carryings|carrying_candidates|carrying_decisions|actor_roles"
            r"|claim_reviews|claim_review_evidence|evidence_passages|mentions|mention_marks"
            r"|actors|actor_names|actor_judgements|actor_edits|actor_split_parts"
            r"|annotation_files|standoffs)_[a-z_]+)`",
            page,
        )
    )
    assert {name for name in made if "searchable" not in name and "listed" not in name} <= shown
    assert {name for name in shown if name not in schema} == set()


def test_every_decision_is_listed_under_its_title() -> None:
    listed = (DOCS / "decisions" / "README.md").read_text()
    for page in (DOCS / "decisions").glob("0*.md"):
        title = page.read_text().splitlines()[0].removeprefix("# ")
        assert f"[{title}]({page.name})" in listed


def test_the_page_of_commands_is_what_the_program_says_of_itself() -> None:
    made = subprocess.run(
        [sys.executable, str(DOCS / "make_command_line.py"), "--print"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert made.stdout == (DOCS / "command-line.md").read_text(encoding="utf-8"), (
        "type .venv/bin/python docs/make_command_line.py"
    )


KEYS = dict(
    re.findall(r"^\| `([a-z ]+)` \| (`.*`) \|$", (DOCS / "command-line.md").read_text(), re.MULTILINE)
)


@pytest.mark.parametrize(
    "command",
    [
        *("claims", "articles", "outlets", "actors", "topics", "search talks"),
        "actor roles",
        *("claim show 1", "article show 1", "actor show Kassis", "verify", "db info"),
    ],
)
def test_the_keys_of_each_command_are_those_of_its_json(
    command: str, seeded_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--db", str(seeded_file), *command.split(), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    row = answer[0] if isinstance(answer, list) else answer
    (documented,) = (keys for name, keys in KEYS.items() if f"{command} ".startswith(f"{name} "))
    assert [f"`{key}`" for key in row] == documented.split()


@pytest.mark.parametrize("maker", ["make_scale", "make_carrying"])
def test_a_page_of_figures_shows_those_that_were_measured(maker: str) -> None:
    code = (
        f"import {maker} as made\n"
        "stale = [path for path, body in made.files().items() if path.read_text('utf-8') != body]\n"
        f"assert stale == [], 'type .venv/bin/python docs/{maker}.py'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": str(DOCS)})
