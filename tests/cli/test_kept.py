"""What the help says of formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from typer.main import get_command

from claimsdb.cli.app import app
from claimsdb.cli.kept import EXPORTS, IMPORTS

if TYPE_CHECKING:
    from collections.abc import Callable


def _commands(group: str) -> set[str]:
    return set(get_command(app).commands[group].commands)  # type: ignore[attr-defined]  # groups, by their names


def test_each_format_has_its_line_in_the_help() -> None:
    assert {each.name for each in EXPORTS} == _commands("export")
    assert {each.name for each in IMPORTS} == _commands("import")


@pytest.mark.parametrize("group", ["export", "import"])
def test_help_tells_what_each_format_keeps_and_loses(
    cli: Callable[..., tuple[int, str, str]], group: str
) -> None:
    status, out, _ = cli(group, "--help")
    assert status == 0
    rows = [re.split(r"  +", line.strip()) for line in out.splitlines()]
    assert ["format", "keeps", "loses"] in rows
    assert ["archive", "everything, row for row", "nothing"] in rows
    assert max(map(len, out.splitlines())) <= 80
