"""A text with its passages marked and numbered, be they in parts or one over the other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimsdb.formats.html.markup import Html, joined, tag, text
from claimsdb.text.shown_runs import CLOSE, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BETWEEN: Final = re.compile(r"\s*\n\s*\n\s*")
DEEPEST: Final = 3
"""So many passages that lie one over the other look different."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage of the statement that is shown as ``number``: text[start:end]; ``part`` 1 is its first."""

    number: int
    statement: int
    start: int
    end: int
    part: int = 1
    uncertain: bool = False

    @property
    def id(self) -> str:
        """Return what leads to it."""
        return f"p{self.statement}" if self.part == 1 else f"p{self.statement}-{self.part}"


def marked_text(given: str, passages: Sequence[Marked]) -> Iterator[Html]:
    """Yield a text in paragraphs, which are apart by empty lines, with every passage marked in it."""
    paragraphs = _paragraphs(given)
    begins, ends = _signs(passages, paragraphs)
    cuts = sorted({*begins, *ends})
    lying: dict[Marked, None] = {}
    for start, end in paragraphs:
        within = cuts[bisect_left(cuts, start) : bisect_right(cuts, end)]
        pieces: list[Html] = []
        at = start
        for cut in (*within, end):
            if cut > at:
                pieces.append(_piece(given[at:cut], lying))
                at = cut
            closing, opening = ends.pop(cut, []), begins.pop(cut, [])
            pieces += [_sign(each, begins=False) for each in closing if each in lying]
            pieces += [_sign(each, begins=True) for each in opening]
            pieces += [_sign(each, begins=False) for each in closing if each in opening]
            lying = dict.fromkeys(each for each in (*lying, *opening) if each not in closing)
        yield tag("p", *pieces, dir="auto")


def _paragraphs(given: str) -> list[tuple[int, int]]:
    """Return where paragraphs begin and end; there is one at least."""
    edges = [0]
    for gap in _BETWEEN.finditer(given):
        edges += gap.span()
    edges.append(len(given))
    spans = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
    return spans or [(0, 0)]


def _signs(
    passages: Sequence[Marked], paragraphs: Sequence[tuple[int, int]]
) -> tuple[dict[int, list[Marked]], dict[int, list[Marked]]]:
    """Return which passages begin and end where; at one place, those that lie within others are inside."""
    firsts, lasts = [start for start, _ in paragraphs], [end for _, end in paragraphs]
    begins: defaultdict[int, list[Marked]] = defaultdict(list)
    ends: defaultdict[int, list[Marked]] = defaultdict(list)
    inner_last = sorted(passages, key=lambda each: (each.start, -each.end, each.number))
    for each in inner_last:
        first = min(bisect_right(lasts, each.start), len(lasts) - 1)
        last = max(bisect_left(firsts, each.end) - 1, 0)
        begin = max(each.start, firsts[first])
        begins[begin].append(each)
        ends[max(min(each.end, lasts[last]), begin)].insert(0, each)
    return begins, ends


def _piece(given: str, lying: dict[Marked, None]) -> Html:
    if not lying:
        return text(given)
    uncertain = " uncertain" if any(each.uncertain for each in lying) else ""
    depth = len({each.number for each in lying})
    return tag("mark", given, class_=f"d{min(depth, DEEPEST)}{uncertain}")


def _sign(passage: Marked, *, begins: bool) -> Html:
    """Return the sign at an end of a passage with its number, which leads to its statement at the first."""
    sign = tag("span", OPEN if begins else CLOSE, class_="sign")
    shown = str(passage.number)
    if not begins:
        return joined((sign, tag("sup", shown, dir="ltr", aria_hidden="true")))
    link = tag(
        "a", shown, href=f"#s{passage.statement}", id=passage.id, aria_label=f"{shown}, statement {shown}"
    )
    return joined((tag("sup", link, dir="ltr"), sign))
