"""Where the lines of a page end: text and tags in, the lines that a person sees out.

White space collapses as in CSS Text 3; blocks, lines and table cells are parted as `innerText` of
the HTML standard parts them, except that every block stands between blank lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "dir",
    "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "legend", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre",
    "search", "section", "summary", "table", "ul", "xmp",
})  # fmt: skip
_LINES: Final = frozenset({
    "dd", "dt", "li", "optgroup", "option", "textarea", "tr",
})  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
_VERBATIM: Final = frozenset({"listing", "plaintext", "pre", "textarea", "xmp"})
_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
_PARAGRAPH: Final = 2
_BREAKS: Final = dict.fromkeys(_BLOCKS, _PARAGRAPH) | dict.fromkeys(_LINES, 1)


@dataclass(slots=True)
class _Row:
    start: int
    cells: int = 0


class Layout:
    r"""Gathers a page's visible text as its tags open and close.

    Breaks wait until more text comes, so that none stands at an edge or twice. With ``keep_lines``
    a line end in the markup is one in the text, as with CSS ``white-space: pre-line``.
    """

    def __init__(self, *, keep_lines: bool) -> None:
        self._keep_lines = keep_lines
        self._written: list[str] = []
        self._newlines = 0
        self._tabs = 0
        self._space = False
        self._verbatim = 0
        self._rows: list[_Row] = []

    @property
    def text(self) -> str:
        """The visible text so far."""
        return "".join(self._written)

    def open(self, tag: str) -> None:
        """Begin an element."""
        if tag in _BREAKS:
            self._break(_BREAKS[tag])
        if tag == "br":
            self._end_line()
        elif tag == "tr":
            self._rows.append(_Row(start=len(self._written)))
        elif tag in _CELLS and self._rows:
            self._begin_cell(self._rows[-1])
        self._verbatim += tag in _VERBATIM

    def close(self, tag: str) -> None:
        """End an element."""
        self._verbatim -= tag in _VERBATIM
        if tag == "tr":
            self._rows.pop()
            self._tabs = 0
        if tag in _BREAKS:
            self._break(_BREAKS[tag])

    def add(self, text: str) -> None:
        """Add the text between two tags."""
        if not (self._verbatim or self._keep_lines):
            self._add_collapsed(text)
            return
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                self._end_line()
            if not self._verbatim:
                self._add_collapsed(line)
            elif line:
                self._write(line)

    def _break(self, newlines: int) -> None:
        if not self._tabs:  # at a cell's start the cell is parted already
            self._newlines = max(min(self._newlines, _PARAGRAPH), newlines)
            self._space = False

    def _end_line(self) -> None:
        if not self._tabs:
            more = self._newlines + 1
            self._newlines = more if self._verbatim else min(more, _PARAGRAPH)
            self._space = False

    def _begin_cell(self, row: _Row) -> None:
        if len(self._written) > row.start:
            self._newlines = 0
        self._space = False
        self._tabs += row.cells > 0
        row.cells += 1

    def _add_collapsed(self, text: str) -> None:
        collapsed = _WHITE_SPACE.sub(" ", text)
        self._space |= collapsed.startswith(" ")
        if words := collapsed.strip(" "):
            self._write(words)
            self._space = collapsed.endswith(" ")

    def _write(self, text: str) -> None:
        if self._newlines and self._written:
            self._written.append("\n" * self._newlines)
        if self._tabs:
            self._written.append("\t" * self._tabs)
        elif self._space and self._written and not self._newlines:
            self._written.append(" ")
        self._written.append(text)
        self._newlines = self._tabs = 0
        self._space = False
