"""Networks are right on an example worked out by hand, and programs that we did not write read them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.errors.base import ClaimsDBError
from claimsdb.exports.networks import network
from claimsdb.exports.networks.tallies import _week
from claimsdb.formats.gexf import write_gexf
from claimsdb.formats.graphml import write_graphml
from claimsdb.records.networks import Graph, NetworkWish, Node, Tie
from tests import discourse
from tests.discourse import (
    ACTORS,
    ADA,
    BEN,
    C1,
    C2,
    C3,
    C4,
    C5,
    C6,
    CAI,
    CONCEPTS,
    DOV,
    EVE,
    FAY,
    GUS,
    load_discourse,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database
    from claimsdb.records.choices import Duplicates, GraphFormat

    Matrix = dict[str, dict[str, int]]
    Ties = dict[tuple[str, str], int]

RULES = list(discourse.COUNTED)


@pytest.fixture
def spoken(database: Database, tmp_path: Path) -> Database:
    """The seven actors and six concepts."""
    load_discourse(database, tmp_path)
    return database


def matrix(database: Database, folder: Path, **wish: Any) -> Matrix:
    path = folder / "network.csv"
    database.export_network(path, NetworkWish(**wish))
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    return {row[0]: dict(zip(header[1:], map(int, row[1:]), strict=True)) for row in rows}


def ties(found: Matrix) -> Ties:
    """The ties of a symmetric matrix, each once."""
    for one in found:
        assert found[one][one] == 0
        assert all(found[one][other] == found[other][one] for other in found)
    return {
        (one, other): found[one][other]
        for one in found
        for other in found
        if one < other and found[one][other]
    }


@pytest.mark.parametrize("rule", RULES)
def test_an_affiliation_counts_what_is_said_again_as_the_rule_says(
    spoken: Database, tmp_path: Path, rule: Duplicates
) -> None:
    expected = {
        ADA: {C1: discourse.COUNTED[rule], C2: 1, C5: 1},
        BEN: {C1: 1, C2: 1, C3: 1},
        CAI: {C1: 1, C2: 1, C3: 1},
        DOV: {C1: 2, C3: 1},
        EVE: {C4: 1, C5: 1},
        FAY: {C4: 1, C5: 1},
        GUS: {C6: 1},
    }
    found = matrix(spoken, tmp_path, duplicates=rule)
    assert found == {actor: {each: expected[actor].get(each, 0) for each in CONCEPTS} for actor in ACTORS}


def test_an_affiliation_counts_either_side_or_the_difference(spoken: Database, tmp_path: Path) -> None:
    by_side = {
        side: matrix(spoken, tmp_path, agreement=side, duplicates="range")
        for side in ("agree", "disagree", "subtract")
    }
    assert [by_side[side][DOV][C1] for side in by_side] == [1, 1, 0]
    assert [by_side[side][DOV][C3] for side in by_side] == [0, 1, -1]
    assert [by_side[side][BEN][C2] for side in by_side] == [1, 0, 1]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", ["congruence", "conflict", "subtract"])
def test_actors_are_tied_by_the_sides_they_take(
    spoken: Database, tmp_path: Path, kind: Any, rule: Duplicates
) -> None:
    more = discourse.COUNTED[rule] - 1  # what Ada says of c1 beside the once of the tables
    congruence: Ties = {**discourse.CONGRUENCE}
    conflict: Ties = {**discourse.CONFLICT}
    congruence[ADA, BEN] += more
    congruence[ADA, DOV] += more
    conflict[ADA, CAI] += more
    conflict[ADA, DOV] += more
    pairs = congruence.keys() | conflict.keys()
    difference = {pair: congruence.get(pair, 0) - conflict.get(pair, 0) for pair in pairs}
    expected = {"congruence": congruence, "conflict": conflict, "subtract": difference}[kind]
    found = matrix(spoken, tmp_path, network=kind, duplicates=rule)
    assert tuple(found) == ACTORS
    assert ties(found) == {pair: weight for pair, weight in expected.items() if weight}
    if rule == "range" and kind == "subtract":
        assert ties(found) == discourse.SUBTRACT


@pytest.mark.parametrize("rule", RULES)
def test_concepts_are_tied_by_the_actors_that_take_sides_on_both(
    spoken: Database, tmp_path: Path, rule: Duplicates
) -> None:
    more = discourse.COUNTED[rule] - 1
    congruence: Ties = {**discourse.CONCEPT_CONGRUENCE}
    conflict: Ties = {**discourse.CONCEPT_CONFLICT}
    congruence[C1, C5] += more
    conflict[C1, C2] += more
    assert (
        ties(matrix(spoken, tmp_path, network="congruence", nodes="concepts", duplicates=rule)) == congruence
    )
    assert ties(matrix(spoken, tmp_path, network="conflict", nodes="concepts", duplicates=rule)) == conflict


def test_topics_are_coarser_concepts(spoken: Database, tmp_path: Path) -> None:
    found = matrix(spoken, tmp_path, by="topic", duplicates="range")
    assert found == {
        ADA: {"Energy": 2, "Trade": 0},  # on either side
        BEN: {"Energy": 2, "Trade": 1},  # agrees with c1 and c2, not with c3
        CAI: {"Energy": 2, "Trade": 1},
        DOV: {"Energy": 2, "Trade": 1},
    }


def test_only_actors_of_a_kind_and_articles_of_a_time_count(spoken: Database, tmp_path: Path) -> None:
    assert list(matrix(spoken, tmp_path, actor_kinds=("organisation", "state"))) == [CAI, DOV, EVE]
    assert matrix(spoken, tmp_path, published="2017-02..2018") == {
        ADA: {C1: 2, C4: 0, C5: 0},
        EVE: {C1: 0, C4: 1, C5: 1},
        FAY: {C1: 0, C4: 1, C5: 1},
    }


def further(speakers: list[object], name: str = "d9", outlet: str = "Post") -> dict[str, Any]:
    return {
        "text": f"It is so, {name}.",
        "article": {"file": f"{name}.txt", "published": "2019", "outlet": outlet},
        "claims": [{"claim": C6, "quote": "It is so", "speakers": speakers}],
    }


def test_unnamed_speakers_and_outlets_are_actors_only_if_wanted(database: Database, tmp_path: Path) -> None:
    load_discourse(
        database,
        tmp_path,
        further([{"unnamed": "a resident"}]),
        further([{"unnamed": "a resident"}], "d10"),
        further([], "d11"),
        further([], "d12", "Gus"),
        {**further(["Post"], "d13"), "actors": [{"name": "Post", "kind": "outlet"}]},
    )
    assert list(matrix(database, tmp_path, published="2019")) == ["Post"]
    unnamed = matrix(database, tmp_path, published="2019", unnamed=True)
    assert [name.partition(" [")[0] for name in unnamed] == ["Post", "a resident", "a resident"]
    outlets = matrix(database, tmp_path, published="2019", outlets=True)
    assert outlets == {"Gus": {C6: 1}, "Post": {C6: 2}}  # the outlet of the name Gus is no person


def test_a_rejected_claim_does_not_count(database: Database, tmp_path: Path) -> None:
    line = further(["Ada"])
    line["claims"][0].update(claim="Not so.", status="rejected")
    load_discourse(database, tmp_path, line)
    assert "Not so." not in matrix(database, tmp_path)[ADA]


def test_uncertain_dates_count_on_the_first_day_that_they_can_mean(
    database: Database, tmp_path: Path
) -> None:
    lines = [further(["Ada"], name) for name in ("d9", "d10", "d11")]
    for line, date in zip(lines, ("2019-03", "2019-03-01", "../2019-03-01"), strict=True):
        line["article"]["published"] = date
    load_discourse(database, tmp_path, *lines)
    assert matrix(database, tmp_path, duplicates="week", published="2019")[ADA] == {C6: 2}


def test_weeks_are_those_of_iso_8601_and_of_every_year() -> None:
    weeks = {
        "2017-01-01": (2016, 52),
        "2018-12-31": (2019, 1),
        "9999-12-31": (9999, 52),
        "0000-01-01": (-1, 52),
    }
    assert {day: _week(day) for day in weeks} == weeks
    assert _week("0000-12-31") == (0, 52)


READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_a_graph_of_actors(spoken: Database, tmp_path: Path, form: GraphFormat) -> None:
    path = tmp_path / f"network.{form}"
    report = spoken.export_network(path, NetworkWish("congruence", duplicates="range"), form=form)
    graph = READERS[form](path)
    assert not graph.is_directed()
    names = dict(graph.nodes(data="label"))
    assert sorted(names.values()) == list(ACTORS)
    found = {
        tuple(sorted((names[one], names[other]))): each["weight"]
        for one, other, each in graph.edges(data=True)
    }
    assert found == discourse.CONGRUENCE
    ada = next(each for _, each in graph.nodes(data=True) if each["label"] == ADA)
    assert (ada["mode"], ada["kind"], ada["statements"]) == ("actor", "person", 3)
    assert dict(report.counts) == {"actors": 7, "ties": 6}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_a_graph_of_actors_and_concepts(
    spoken: Database, tmp_path: Path, form: GraphFormat
) -> None:
    path = tmp_path / f"network.{form}"
    spoken.export_network(path, NetworkWish(), form=form)
    graph = READERS[form](path)
    assert nx.is_bipartite(graph)
    by_name = {each["label"]: node for node, each in graph.nodes(data=True)}
    tie = graph.edges[by_name[DOV], by_name[C1]]
    assert (tie["weight"], tie["agree"], tie["disagree"]) == (2, 1, 1)
    assert graph.edges[by_name[ADA], by_name[C1]]["weight"] == 10
    assert graph.nodes[by_name[C1]]["statements"] == 14


@given(st.lists(st.text(max_size=8), min_size=2, max_size=4, unique=True))
def test_any_name_stands_in_a_graph(names: list[str]) -> None:
    nodes = [Node(name, f"actor-{name}", "actor", None, 1) for name in names]
    held = ["".join(each for each in name if _is_xml(each)) for name in names]
    label = "{http://graphml.graphdrawing.org/xmlns}data[@key='label']"
    assert [each.text or "" for each in _written(write_graphml, nodes).iterfind(f".//{label}")] == held
    node = "{http://gexf.net/1.3}node"
    assert [each.get("label") for each in _written(write_gexf, nodes).iterfind(f".//{node}")] == held


def _written(write: Callable[[Any, Graph], int], nodes: list[Node]) -> ET.Element:
    stream = StringIO()
    ties = iter([Tie(nodes[0].id, nodes[1].id, 1)])
    assert write(stream, Graph("congruence", nodes, ties, is_affiliation=False)) == 1
    return ET.fromstring(stream.getvalue().encode())  # noqa: S314 (we wrote it)


def _is_xml(character: str) -> bool:
    return (
        character in "\t\n\r"
        or "\u0020" <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character > "\uffff"
    )


def test_two_actors_of_one_name_have_a_row_each(database: Database, tmp_path: Path) -> None:
    other = further(["Ada"])
    other["actors"] = [{"name": "Ada", "kind": "organisation"}]
    load_discourse(database, tmp_path, other)
    rows = [name for name in matrix(database, tmp_path) if name.startswith("Ada")]
    assert len(rows) == 2
    assert all(name.startswith("Ada [actor-") for name in rows)


def test_an_empty_database_has_an_empty_network(database: Database, tmp_path: Path) -> None:
    assert matrix(database, tmp_path) == {}
    database.export_network(tmp_path / "n.graphml", form="graphml")
    assert len(nx.read_graphml(tmp_path / "n.graphml")) == 0


def test_an_earlier_export_is_replaced_and_nothing_else(spoken: Database, tmp_path: Path) -> None:
    for form, name in (("csv", "a.csv"), ("graphml", "a.graphml"), ("gexf", "a.gexf")):
        path = tmp_path / name
        for _ in range(2):
            spoken.export_network(path, form=form)  # type: ignore[arg-type]
        path.write_text("Mine.")
        with pytest.raises(ClaimsDBError, match="is there already"):
            spoken.export_network(path, form=form)  # type: ignore[arg-type]
        assert path.read_text() == "Mine."
    with pytest.raises(ClaimsDBError, match="is there already"):
        spoken.export_network(tmp_path)
    assert not list(tmp_path.glob(".claimsdb*"))


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (NetworkWish("kinship"), "There is no network «kinship»"),  # type: ignore[arg-type]
        (NetworkWish(duplicates="hour"), "There is no duplicates «hour»"),  # type: ignore[arg-type]
        (NetworkWish(actor_kinds=("planet",)), "There is no actor-kind «planet»"),
        (NetworkWish(published="soon"), "soon"),
        (NetworkWish(nodes="concepts"), "--nodes means nothing for --network affiliation"),
        (NetworkWish("conflict", agreement="agree"), "--agreement means nothing for --network conflict"),
    ],
)
def test_a_wish_that_is_none_gets_a_sentence(
    database: Database, tmp_path: Path, wish: NetworkWish, words: str
) -> None:
    with pytest.raises(ClaimsDBError, match=words):
        database.export_network(tmp_path / "n.csv", wish)
    assert not (tmp_path / "n.csv").exists()


def test_a_network_that_nobody_could_open_is_not_written(
    spoken: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "MOST_CELLS", 41)
    monkeypatch.setattr(network, "MOST_TIES", 10)
    with pytest.raises(ClaimsDBError, match=r"7 rows of 6 cells.*--format graphml"):
        spoken.export_network(tmp_path / "n.csv")
    # Four have c1, three each c2, c3 and c5, two c4, one c6: 6 + 3 + 3 + 3 + 1 pairs.
    with pytest.raises(ClaimsDBError, match=r"up to 16 ties"):
        spoken.export_network(tmp_path / "n.gexf", NetworkWish("conflict"), form="gexf")
