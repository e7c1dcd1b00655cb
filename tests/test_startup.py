"""What starting costs: which libraries are imported when nobody needs them yet."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import claimsdb.cli.commands

HEAVY = (
    *("alembic", "anyascii", "chardet", "duckdb", "jsonschema_rs", "markdown_it", "pydantic"),
    *("rapidfuzz", "rich", "selectolax", "sqlalchemy", "yaml"),
)
SHOW_HELP = "from claimsdb.cli.main import main; main(['--help'])"


def imported_by(code: str) -> set[str]:
    """Run some Python in a process of its own; return the names of all modules that it imported."""
    listing = f"import sys, json\n{code}\nprint('\\n' + json.dumps(list(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", listing], check=True, capture_output=True, encoding="utf-8")
    return set(json.loads(ended.stdout.splitlines()[-1]))


def test_importing_the_library_imports_no_library_that_it_leans_on() -> None:
    modules = imported_by("import claimsdb")
    assert "claimsdb" in modules
    assert modules.isdisjoint({*HEAVY, "typer"})


def test_help_builds_every_command_and_imports_only_typer() -> None:
    modules = imported_by(SHOW_HELP)
    assert {"typer", "claimsdb.cli.commands.claims"} <= modules
    assert modules.isdisjoint(HEAVY)


def test_help_imports_no_records_but_the_words_that_options_take() -> None:
    records = {name for name in imported_by(SHOW_HELP) if name.startswith("claimsdb.records.")}
    assert records == {f"claimsdb.records.{name}" for name in ("choices", "questions", "vocabulary")}


def test_a_question_answered_as_json_imports_no_orm_no_alembic_and_no_rich(seeded_file: Path) -> None:
    asked = ["--db", str(seeded_file), "claims", "--actor", "Kassis", "--format", "json"]
    modules = imported_by(f"from claimsdb.cli.main import main; assert main({asked!r}) == 0")
    assert "sqlalchemy" in modules
    assert modules.isdisjoint({*HEAVY, "sqlalchemy.orm", "claimsdb.models"} - {"sqlalchemy"})


def test_no_command_has_its_annotations_as_text_which_typer_would_compile_at_each_start() -> None:
    (folder,) = claimsdb.cli.commands.__path__
    files = [path for path in Path(folder).rglob("*.py") if path.name != "__init__.py"]
    assert files
    assert [path.name for path in files if "from __future__ import annotations" in path.read_text()] == []


def test_a_command_seldom_looks_for_garbage_and_never_as_it_ends() -> None:
    code = (
        "import gc\nfrom claimsdb.cli.main import run\nsys.argv[1:] = ['--version']\n"
        "try: run()\nexcept SystemExit: assert gc.get_threshold()[0] >= 100_000 and gc.get_freeze_count() > 0"
    )
    assert "claimsdb.cli.app" in imported_by(code)
