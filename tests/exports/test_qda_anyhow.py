"""Whatever a database holds: a project comes back as an equal one, as far as REFI-QDA has a place for it."""

from __future__ import annotations

import operator
import re
import shutil
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claimsdb.library import Database, open_database
from claimsdb.sources.foreign.qda import QdaFile
from tests.contents import contents_of
from tests.exports.test_annotations_anyhow import BY_HAND, CORPORA, fill
from tests.qda_files import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.engines import Where

MOMENT: Final = re.compile(rb' creationDateTime="[^"]*"')
NAMED_ALONE: Final = CORPORA.map(lambda corpus: [{**each, "actors": []} for each in corpus])
"""Actors are known by their names alone: their kinds and further names have no place in a project."""

TYPES: Final = {
    "Project": ("Users", "CodeBook", "Variables", "Sources", "Links"),
    "TextSource": ("PlainTextSelection", "VariableValue"),
    "PlainTextSelection": ("Description", "Coding"),
    "Coding": ("CodeRef",),
    "VariableValue": ("VariableRef", "TextValue"),
    "Variable": ("Description",),
    "Code": ("Code",),
}
"""In which order the schema wants the children of an element."""
NEEDED: Final = {
    "Project": {"name"},
    "User": {"guid"},
    "Code": {"guid", "name", "isCodable"},
    "Variable": {"guid", "name", "typeOfVariable"},
    "TextSource": {"guid", "plainTextPath"},
    "PlainTextSelection": {"guid", "startPosition", "endPosition"},
    "Coding": {"guid"},
    "CodeRef": {"targetGUID"},
    "VariableRef": {"targetGUID"},
    "Link": {"guid", "originGUID", "targetGUID"},
}
GUID: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def members(path: Path) -> dict[str, bytes]:
    """The files of a project, without the moments at which things were recorded."""
    with ZipFile(path) as opened:
        return {name: MOMENT.sub(b"", opened.read(name)) for name in opened.namelist()}


def check_form(found: dict[str, bytes]) -> None:
    """Hold a project to the schema: order, attributes, GUIDs that are there once and lead somewhere."""
    root = ET.fromstring(found["project.qde"])  # noqa: S314 (we wrote it)
    guids: list[str] = []
    targets: list[str] = []
    for element in root.iter():
        space, _, tag = element.tag.partition("}")
        assert space == f"{{{NAMESPACE}"
        children = [child.tag.partition("}")[2] for child in element]
        if order := TYPES.get(tag):
            assert children == sorted(children, key=order.index)
        assert set(element.keys()) >= NEEDED.get(tag, set())
        assert tag not in ("Users", "Codes", "Variables", "Sources", "Links") or children
        guids += [value for name, value in element.items() if name == "guid"]
        targets += [
            value for name, value in element.items() if name.endswith("GUID") or name == "creatingUser"
        ]
    assert all(map(GUID.fullmatch, guids))
    assert len(set(guids)) == len(guids)
    assert set(targets) <= set(guids)
    for source in root.iter(f"{{{NAMESPACE}}}TextSource"):
        text = found[f"sources/{source.get('guid')}.txt"].decode()
        for each in source.findall(f"{{{NAMESPACE}}}PlainTextSelection"):
            quote = text[int(each.get("startPosition", "")) : int(each.get("endPosition", ""))]
            assert " ".join(quote.replace("\x07", "").split()).startswith(each.get("name", "?").rstrip("…"))


def said(database: Database) -> dict[str, Any]:
    """What a database holds, but for what has no place in a project."""
    found = contents_of(database)
    articles = [each[:4] + each[5:] for each in found["articles"]]  # addresses may be shared
    statements = [(each[0], *each[3:]) for each in found["statements"]]
    texts = sorted((each[0], each[1]) for each in found["versions"])
    return {
        "articles": sorted(articles, key=repr),
        "statements": sorted(statements, key=repr),
        "texts": texts,
        "topics": found["topics"],
    }


def has_twins(database: Database) -> bool:
    """Tell whether articles share a text and the name of their file, or an address: they come back as one.

    Or whether one of several wordings has neither: it is then called after the project.
    """
    query = (
        "SELECT 1 FROM versions JOIN articles ON articles.id = article_id "
        "GROUP BY file, text_sha256 HAVING count(*) > 1 "
        "UNION ALL SELECT 1 FROM articles WHERE url IS NOT NULL GROUP BY url HAVING count(*) > 1 "
        "UNION ALL SELECT 1 FROM versions JOIN articles ON articles.id = article_id "
        "WHERE file IS NULL AND url IS NULL GROUP BY article_id HAVING count(*) > 1"
    )
    with database._reading() as connection:
        return connection.exec_driver_sql(query).first() is not None


# Every example works on databases that are emptied before; to shrink one takes longer than to read it.
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(corpus=NAMED_ALONE, by_hand=BY_HAND, topics=st.lists(st.sampled_from(("Unused", "A > B", "A"))))
def test_a_project_comes_back_as_an_equal_database(
    tmp_path_factory: pytest.TempPathFactory,
    fresh: Callable[[str], Where],
    corpus: list[dict[str, Any]],
    by_hand: list[dict[str, Any]],
    topics: list[str],
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    with open_database(fresh("before")) as before, open_database(fresh("after")) as after:
        fill(before, folder, [{**each, "claims": _with(each, topics)} for each in corpus], by_hand, [])
        if has_twins(before):
            return
        first, second = folder / "p.qdpx", folder / "q.qdpx"
        before.export_refi_qda(first)
        written = members(first)
        check_form(written)
        outcomes = list(after.each_import(QdaFile(first).read()))
        assert [each for each in outcomes if each.outcome == "refused"] == []
        assert said(after) == said(before)
        after.export_refi_qda(second)
        assert members(second) == written
        assert after.verify().faults == ()
        for database in (before, after):
            again = {each.outcome for each in database.each_import(QdaFile(first).read())}
            assert again <= {"unchanged"}
            assert operator.eq(said(database), said(before))
    shutil.rmtree(folder)


def _with(record: dict[str, Any], topics: list[str]) -> list[dict[str, Any]]:
    return [{**each, "topics": [*each.get("topics", ()), *topics]} for each in record["claims"]]
