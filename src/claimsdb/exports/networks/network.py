"""A discourse network, as a matrix in CSV or as a graph."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Final

from claimsdb.errors.exports import NetworkTooLargeError, OptionOfAffiliationError
from claimsdb.exports.networks.tallies import tally
from claimsdb.exports.networks.uttered import check_wish, uttered
from claimsdb.exports.networks.weights import Affiliation, Projection
from claimsdb.exports.one_file import one_file
from claimsdb.formats.csv_tables import write_csv
from claimsdb.formats.gexf import write_gexf
from claimsdb.formats.graphml import write_graphml
from claimsdb.records.networks import Graph
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from sqlalchemy import Connection

    from claimsdb.records.choices import GraphFormat
    from claimsdb.records.networks import NetworkWish, Node

CORNER: Final = "claimsdb network"
"""The first cell of a matrix."""
MARKS: Final[dict[GraphFormat, tuple[bytes, ...]]] = {
    "csv": (CORNER.encode(),),
    "graphml": (b"<graphml", b"<desc>claimsdb</desc>"),
    "gexf": (b"<gexf", b"<creator>claimsdb</creator>"),
}
MOST_CELLS: Final = 100_000_000
MOST_TIES: Final = 10_000_000
NARROWER: Final = "Narrow it with --published or --actor-kind"


def export_network(
    connection: Connection, target: Path, wish: NetworkWish, form: GraphFormat, *, raw: bool = False
) -> ExportReport:
    """Write a network. Memory grows with the actors, the concepts and the sides taken, not with the ties.

    Raises:
        ClaimsDBError: the wish is none, the network too large, or the place cannot be written.
    """
    check_wish(wish)
    _check_options(wish)
    network = _network(connection, wish)
    _check_size(network, form)
    with one_file(target, MARKS[form]) as stream:
        counts = _write(stream, network, wish, form, raw=raw)
    return ExportReport(os.path.realpath(target), counts)


def _check_options(wish: NetworkWish) -> None:
    if wish.network == "affiliation" and wish.nodes != "actors":
        raise OptionOfAffiliationError("nodes", wish.network)
    if wish.network != "affiliation" and wish.agreement != "ignore":
        raise OptionOfAffiliationError("agreement", wish.network)


def _network(connection: Connection, wish: NetworkWish) -> Affiliation | Projection:
    tallies = tally(uttered(connection, wish), wish.duplicates)
    if wish.network == "affiliation":
        return Affiliation(tallies, wish.agreement)
    return Projection(tallies.turned() if wish.nodes == "concepts" else tallies, wish.network)


def _check_size(network: Affiliation | Projection, form: GraphFormat) -> None:
    rows, columns = len(network.rows), len(network.columns)
    if form == "csv" and rows * columns > MOST_CELLS:
        remedy = f"{NARROWER}, take --by topic, or write --format graphml, which has ties alone."
        raise NetworkTooLargeError(f"{rows:,} rows of {columns:,} cells", MOST_CELLS, remedy)
    if network.most_ties > MOST_TIES:
        remedy = f"{NARROWER}, or take the affiliation, which has fewer."
        raise NetworkTooLargeError(f"up to {network.most_ties:,} ties", MOST_TIES, remedy)


def _write(
    stream: TextIO, network: Affiliation | Projection, wish: NetworkWish, form: GraphFormat, *, raw: bool
) -> tuple[tuple[str, int], ...]:
    is_affiliation = isinstance(network, Affiliation)
    nodes = [*network.rows, *network.columns] if is_affiliation else network.rows
    found = Counter(f"{node.mode}s" for node in nodes)
    if form == "csv":
        write_csv(stream, [CORNER, *unique_names(network.columns)], _matrix(network), raw=raw)
        return tuple(found.items())
    graph = Graph(wish.network, nodes, network.ties(), is_affiliation)
    ties = write_graphml(stream, graph) if form == "graphml" else write_gexf(stream, graph)
    return (*found.items(), ("ties", ties))


def _matrix(network: Affiliation | Projection) -> Iterator[Sequence[Sequence[object]]]:
    for place, name in enumerate(unique_names(network.rows)):
        weights = network.weights(place)
        yield [[name, *(weights.get(column, 0) for column in range(len(network.columns)))]]


def unique_names(nodes: Iterable[Node]) -> list[str]:
    """Return the names of nodes; one that several bear is followed by the number that tells them apart."""
    several = list(nodes)
    borne = Counter(node.name for node in several)
    return [node.name if borne[node.name] == 1 else f"{node.name} [{node.id}]" for node in several]
