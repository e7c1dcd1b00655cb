"""Every export, of databases in which something is missing that most have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from claimsdb.cli.kept import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

ENDINGS: Final = {"refi-qda": ".qdpx", "datasette": ".db"}
FORMATS: Final = [each.name for each in EXPORTS]


def export(cli: Cli, place: Where, name: str) -> str:
    """Export to a place of the format's own, which every format tells alike; return what was told."""
    target = Path(f"out-{name}{ENDINGS.get(name, '')}")
    status, out, err = cli("--db", place, "export", name, target)
    assert status == 0, err
    assert f"Written to {Path.cwd() / target}" in err
    return out + err


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_database_goes_out(cli: Cli, empty_place: Where, name: str) -> None:
    export(cli, empty_place, name)


@pytest.mark.parametrize("name", FORMATS)
def test_an_article_without_a_text_goes_out_beside_others(cli: Cli, seeded_place: Where, name: str) -> None:
    Path("library.json").write_text(json.dumps([{"id": "a", "title": "Not loaded yet"}]))
    assert cli("--db", seeded_place, "import", "csl-json", "library.json")[0] == 0
    export(cli, seeded_place, name)


@pytest.mark.parametrize("name", ["annotations", "refi-qda"])
def test_what_cannot_take_such_an_article_along_says_so(cli: Cli, empty_place: Where, name: str) -> None:
    Path("library.json").write_text(json.dumps([{"id": "a", "title": "Not loaded yet"}]))
    assert cli("--db", empty_place, "import", "csl-json", "library.json")[0] == 0
    assert "1 articles without a text" in export(cli, empty_place, name)


def test_a_report_and_entities_tell_of_it(cli: Cli, empty_place: Where) -> None:
    Path("library.json").write_text(json.dumps([{"id": "a", "title": "Not loaded yet"}]))
    assert cli("--db", empty_place, "import", "csl-json", "library.json")[0] == 0
    export(cli, empty_place, "html")
    page = Path("out-html/articles/1.html").read_text()
    assert "Not loaded yet" in page
    assert "none yet" in page
    assert 'id="text"' not in page
    export(cli, empty_place, "ftm")
    (article,) = map(json.loads, Path("out-ftm").read_text().splitlines())
    assert article["properties"] == {"title": ["Not loaded yet"]}
