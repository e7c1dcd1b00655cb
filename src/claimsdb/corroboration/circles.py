"""Which of many lead to each other in a circle, by Kosaraju's method, without recursion."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator, Mapping

    Node = TypeVar("Node", bound=Hashable)


def circles(ways: Mapping[Node, Collection[Node]]) -> list[frozenset[Node]]:
    """Return the strongly connected components of a graph: one that is in no circle is alone.

    ``ways`` tells for every node where it leads; each of those must be a node too.
    """
    back: dict[Node, list[Node]] = {node: [] for node in ways}
    for node, others in ways.items():
        for other in others:
            back[other].append(node)
    left = dict.fromkeys(reversed(_finished(ways)))
    found = []
    while left:
        first = next(iter(left))
        circle = set(_walk(first, back, left))
        for node in circle:
            del left[node]
        found.append(frozenset(circle))
    return found


def reached_from(start: Node, ways: Mapping[Node, Collection[Node]]) -> dict[Node, None]:
    """Return the nodes that one leads to, itself among them, the nearest first."""
    return dict.fromkeys(_walk(start, ways, ways))


def _walk(start: Node, ways: Mapping[Node, Collection[Node]], within: Collection[Node]) -> Iterator[Node]:
    seen, waiting = {start}, [start]
    for node in waiting:
        yield node
        new = [other for other in ways[node] if other in within and other not in seen]
        seen.update(new)
        waiting += new


def _finished(ways: Mapping[Node, Collection[Node]]) -> list[Node]:
    """Return the nodes in the order in which a walk in depth is done with them."""
    done: dict[Node, None] = {}
    seen: set[Node] = set()
    for start in ways:
        path = [] if start in seen else [(start, iter(ways[start]))]
        seen.add(start)
        while path:
            node, others = path[-1]
            following = next((other for other in others if other not in seen), None)
            if following is None:
                done[node] = None
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(ways[following])))
    return list(done)
