"""Graphs → GEXF 1.3 (https://gexf.net/schema.html), the format of Gephi."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.formats.xml_text import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import SupportsWrite

    from claimsdb.records.networks import Graph, Node, Tie

HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><creator>claimsdb</creator><description>{title}</description></meta>
<graph defaultedgetype="undirected" mode="static">
<attributes class="node" mode="static">
<attribute id="mode" title="mode" type="string"/>
<attribute id="kind" title="kind" type="string"/>
<attribute id="statements" title="statements" type="integer"/>
</attributes>
"""
SIDES: Final = """\
<attributes class="edge" mode="static">
<attribute id="agree" title="agree" type="integer"/>
<attribute id="disagree" title="disagree" type="integer"/>
</attributes>
"""


def write_gexf(stream: SupportsWrite[str], graph: Graph) -> int:
    """Write a graph as it comes, to a stream of UTF-8, and return the number of its ties."""
    stream.write(HEAD.format(title=graph.title) + (SIDES if graph.is_affiliation else "") + "<nodes>\n")
    for node in graph.nodes:
        stream.write("".join(_node(node)))
    stream.write("</nodes>\n<edges>\n")
    ties = 0
    for ties, tie in enumerate(graph.ties, start=1):
        stream.write(_edge(ties, tie))
    stream.write("</edges>\n</graph>\n</gexf>\n")
    return ties


def _node(node: Node) -> Iterator[str]:
    yield f"<node id={attribute(node.id)} label={attribute(node.name)}><attvalues>"
    yield f'<attvalue for="mode" value="{node.mode}"/>'
    if node.kind is not None:
        yield f'<attvalue for="kind" value={attribute(node.kind)}/>'
    yield f'<attvalue for="statements" value="{node.statements}"/></attvalues></node>\n'


def _edge(number: int, tie: Tie) -> str:
    ends = f'<edge id="{number}" source={attribute(tie.source)} target={attribute(tie.target)}'
    if tie.agree is None:
        return f'{ends} weight="{tie.weight}"/>\n'
    sides = (("agree", tie.agree), ("disagree", tie.disagree))
    values = "".join(f'<attvalue for="{name}" value="{count}"/>' for name, count in sides)
    return f'{ends} weight="{tie.weight}"><attvalues>{values}</attvalues></edge>\n'
