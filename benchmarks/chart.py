"""A chart of curves as SVG: both axes logarithmic, plain text, the same bytes for the same figures."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT = 760, 380
LEFT, RIGHT, TOP, BOTTOM = 80, 250, 50, 50
APART: Final = 16
"""Least distance between the names of two curves, in pixels."""

STYLE: Final = """
    .card { fill: #ffffff; }
    .grid { stroke: #d1d9e0; }
    text { font-family: "DejaVu Sans", Verdana, Arial, sans-serif; font-size: 12px; fill: #1f2328; }
    .title { font-size: 14px; font-weight: bold; }
    .dim { fill: #59636e; }
    .curve { fill: none; stroke-width: 2; }
    .slow { stroke-dasharray: 4 4; }
    .c0 { stroke: #0550ae; } .c1 { stroke: #1a7f37; } .c2 { stroke: #9a6700; }
    .c3 { stroke: #a40e26; } .c4 { stroke: #6639ba; } .c5 { stroke: #0f6b74; }
    @media (prefers-color-scheme: dark) {
      .card { fill: #0d1117; }
      .grid { stroke: #30363d; }
      text { fill: #f0f6fc; }
      .dim { fill: #9da7b3; }
      .c0 { stroke: #58a6ff; } .c1 { stroke: #3fb950; } .c2 { stroke: #d29922; }
      .c3 { stroke: #ff7b72; } .c4 { stroke: #bc8cff; } .c5 { stroke: #39c5cf; }
    }
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: its name and colour (a number), its values, and whether it is drawn broken."""

    name: str
    colour: int
    values: tuple[float, ...]
    broken: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a value lies between two powers of ten."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> _Scale:
        low, high = floor(log10(min(values))), ceil(log10(max(values)))
        return cls(low, max(high, low + 1), start, end)

    def at(self, value: float) -> float:
        part = (log10(value) - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)

    def powers(self) -> list[int]:
        return list(range(self.low, self.high + 1))


def chart(title: str, unit: str, claims: Sequence[int], lines: Sequence[Line]) -> str:
    """Draw curves over the number of claims. Values must be above zero."""
    across = _Scale.over(claims, LEFT, WIDTH - RIGHT)
    up = _Scale.over([value for line in lines for value in line.values], HEIGHT - BOTTOM, TOP)
    body = [*_grid(across, up), *(_curve(line, claims, across, up) for line in lines), *_names(lines, up)]
    told = "; ".join(
        f"{line.name}: {', '.join(f'{value:.4g}' for value in line.values)} {unit}" for line in lines
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="title desc">\n  <title id="title">{escape(title)}</title>\n'
        f'  <desc id="desc">At {", ".join(f"{size:,}" for size in claims)} claims: {escape(told)}.</desc>\n'
        f"  <style>{STYLE}  </style>\n"
        f'  <rect class="card" width="{WIDTH}" height="{HEIGHT}" rx="8"/>\n'
        f'  <text class="title" x="20" y="28">{escape(title)}, {escape(unit)}</text>\n'
    )
    return head + "".join(f"  {each}\n" for each in body) + "</svg>\n"


def _grid(across: _Scale, up: _Scale) -> Iterator[str]:
    for power in across.powers():
        x = across.at(10**power)
        yield f'<path class="grid" d="M{x:.1f} {TOP} V{HEIGHT - BOTTOM}"/>'
        below = HEIGHT - BOTTOM + 18
        yield f'<text class="dim" x="{x:.1f}" y="{below}" text-anchor="middle">{10**power:,}</text>'
    for power in up.powers():
        y = up.at(10.0**power)
        yield f'<path class="grid" d="M{LEFT} {y:.1f} H{WIDTH - RIGHT}"/>'
        yield f'<text class="dim" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,.12g}</text>'
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f'<text class="dim" x="{middle:.1f}" y="{HEIGHT - 12}" text-anchor="middle">claims</text>'


def _curve(line: Line, claims: Sequence[int], across: _Scale, up: _Scale) -> str:
    points = [(across.at(size), up.at(value)) for size, value in zip(claims, line.values, strict=True)]
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    broken = " slow" if line.broken else ""
    return f'<path class="curve c{line.colour}{broken}" d="{path}"/>'


def _names(lines: Sequence[Line], up: _Scale) -> Iterator[str]:
    """Write each curve's name beside its end, from the bottom up, none over another."""
    lowest = float(HEIGHT)
    for line in sorted(lines, key=lambda each: each.values[-1]):
        end = up.at(line.values[-1])
        lowest = min(end, lowest - APART)
        x = WIDTH - RIGHT
        broken = " slow" if line.broken else ""
        path = f"M{x} {end:.1f} L{x + 12} {lowest:.1f} H{x + 24}"
        yield f'<path class="curve c{line.colour}{broken}" d="{path}"/>'
        yield f'<text x="{x + 30}" y="{lowest + 4:.1f}">{escape(line.name)}</text>'
