"""Graphs → GraphML (http://graphml.graphdrawing.org), which Gephi, igraph, networkx and yEd read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.formats.xml_text import attribute, element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import SupportsWrite

    from claimsdb.records.networks import Graph, Node, Tie

HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<desc>claimsdb</desc>
"""
KEYS: Final = """\
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="mode" for="node" attr.name="mode" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="statements" for="node" attr.name="statements" attr.type="int"/>
<key id="weight" for="edge" attr.name="weight" attr.type="double"/>
"""
SIDES: Final = """\
<key id="agree" for="edge" attr.name="agree" attr.type="int"/>
<key id="disagree" for="edge" attr.name="disagree" attr.type="int"/>
"""


def write_graphml(stream: SupportsWrite[str], graph: Graph) -> int:
    """Write a graph as it comes, to a stream of UTF-8, and return the number of its ties."""
    stream.write(HEAD + KEYS + (SIDES if graph.is_affiliation else ""))
    stream.write(f'<graph id={attribute(graph.title)} edgedefault="undirected">\n')
    for node in graph.nodes:
        stream.write("".join(_node(node)))
    ties = 0
    for tie in graph.ties:
        stream.write(_edge(tie))
        ties += 1
    stream.write("</graph>\n</graphml>\n")
    return ties


def _node(node: Node) -> Iterator[str]:
    yield f"<node id={attribute(node.id)}>"
    yield f'<data key="label">{element(node.name)}</data><data key="mode">{node.mode}</data>'
    if node.kind is not None:
        yield f'<data key="kind">{element(node.kind)}</data>'
    yield f'<data key="statements">{node.statements}</data></node>\n'


def _edge(tie: Tie) -> str:
    ends = f"<edge source={attribute(tie.source)} target={attribute(tie.target)}>"
    sides = (
        ""
        if tie.agree is None
        else f'<data key="agree">{tie.agree}</data><data key="disagree">{tie.disagree}</data>'
    )
    return f'{ends}<data key="weight">{tie.weight}</data>{sides}</edge>\n'
