"""Plain data → YAML as a person would write it, which ``yaml_marks`` reads back as it was.

Long text is folded, text of several lines stands as it is, and what can stand bare does. A value that
other programs would not take for text (``NO``, ``12:30``) is put in quotation marks, dates excepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from yaml.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimsdb.formats.marks import Plain

WIDTH: Final = 100
"""How long a line may be before it is broken, in characters."""

_UNSEEN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What does not stand in a line as it is, or could not be seen there."""

_NO_START: Final = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]")
_NO_PART: Final = re.compile(r": | #|:$")
_NO_PART_IN_FLOW: Final = re.compile(r"[,\[\]{}:?]")
_FOLDS: Final = re.compile(r"(?<=[^ ]) (?=[^ ])")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_TO_ESCAPE: Final = re.compile(f'[\\\\"\n]|{_UNSEEN.pattern}')


@dataclass(frozen=True, slots=True)
class Style:
    """How the values of some keys are written.

    What stands under ``blocks`` is never put in one line, the items of ``apart`` are set apart by an empty
    line, and ``dates`` stand bare though other programs would not take them for text.
    """

    blocks: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()


def write_yaml(record: Mapping[str, Plain], style: Style) -> str:
    """Return a mapping as YAML; keys that lead to a block are set apart by an empty line.

    A list holds text and mappings, no lists.
    """
    lines: list[str] = []
    for key, value in record.items():
        if lines and key in style.blocks:
            lines.append("")
        lines += _entry(key, value, 0, style)
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Plain, indent: int, style: Style) -> Iterator[str]:
    """Yield the lines of a key and its value, ``indent`` spaces in."""
    lead = f"{' ' * indent}{_key(key)}:"
    if isinstance(value, dict | list) and value:
        flow = None if key in style.blocks else _flow(value, style)
        if flow is not None and len(lead) + 1 + len(flow) <= WIDTH:
            yield f"{lead} {flow}"
            return
        yield lead
        yield from _below(key, value, indent + 2, style)
    elif isinstance(value, str):
        first, *rest = _text(value, indent + 2, len(lead) + 1, is_date=key in style.dates)
        yield f"{lead} {first}"
        yield from rest
    else:
        yield f"{lead} {_word(value)}"


def _below(key: str, value: dict[str, Plain] | list[Plain], indent: int, style: Style) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _entry(name, each, indent, style)
        return
    for number, item in enumerate(value):
        if number and key in style.apart:
            yield ""
        yield from _item(item, indent, style, in_block=key in style.blocks)


def _item(item: Plain, indent: int, style: Style, *, in_block: bool) -> Iterator[str]:
    dash = f"{' ' * indent}- "
    flow = None if isinstance(item, str) or (item and in_block) else _flow(item, style)
    if flow is not None and len(dash) + len(flow) <= WIDTH:
        yield dash + flow
    elif isinstance(item, dict):
        lines = [line for name, each in item.items() for line in _entry(name, each, indent + 2, style)]
        yield dash + lines[0][indent + 2 :]
        yield from lines[1:]
    else:
        first, *rest = _text(str(item), indent + 2, len(dash), is_date=False)
        yield dash + first
        yield from rest


def _flow(value: Plain, style: Style) -> str | None:
    """Return a value in one line, or None if anything in it wants more."""
    if isinstance(value, list):
        return _joined([_flow(each, style) for each in value], "[]")
    if isinstance(value, dict):
        if not style.blocks.isdisjoint(value):
            return None
        return _joined([_flow_entry(name, each, style) for name, each in value.items()], "{}")
    if isinstance(value, str):
        return None if "\n" in value else _in_line(value, in_flow=True)
    return _word(value)


def _flow_entry(key: str, value: Plain, style: Style) -> str | None:
    if isinstance(value, str) and key in style.dates and _may_be_bare(value, in_flow=True):
        return f"{_key(key)}: {value}"
    flow = _flow(value, style)
    return None if flow is None else f"{_key(key)}: {flow}"


def _joined(parts: Sequence[str | None], brackets: str) -> str | None:
    known = [part for part in parts if part is not None]
    return None if len(known) < len(parts) else f"{brackets[0]}{', '.join(known)}{brackets[1]}"


def _text(text: str, indent: int, column: int, *, is_date: bool) -> list[str]:
    """Return the lines of a text: what follows ``column`` characters, then lines ``indent`` spaces in."""
    if _is_verbatim(text):
        lines = text.split("\n")
        return ["|-", *(f"{' ' * indent}{line}" if line else "" for line in lines)]
    if is_date and _may_be_bare(text):
        return [text]
    line = _in_line(text)
    if column + len(line) > WIDTH and _is_foldable(text):
        return [">-", *(" " * indent + part for part in _folded(text, WIDTH - indent))]
    return [line]


def _is_verbatim(text: str) -> bool:
    """Tell whether a text of several lines can stand as it is, with nothing that is not seen."""
    if "\n" not in text or _UNSEEN.search(text) or text[0] in " \n" or text[-1] == "\n":
        return False
    return all(line == line.rstrip(" ") for line in text.split("\n"))


def _is_foldable(text: str) -> bool:
    return "\n" not in text and not _UNSEEN.search(text) and text == text.strip(" ")


def _folded(text: str, width: int) -> Iterator[str]:
    """Yield the lines that are one when they are joined by single spaces."""
    line = ""
    for word in _FOLDS.split(text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _in_line(text: str, *, in_flow: bool = False) -> str:
    if _may_be_bare(text, in_flow=in_flow) and not _is_no_text_elsewhere(text):
        return text
    if _UNSEEN.search(text) or "\n" in text:
        return f'"{_TO_ESCAPE.sub(_escaped, text)}"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _may_be_bare(text: str, *, in_flow: bool = False) -> bool:
    """Tell whether our own reader takes bare text for what it is."""
    if text in {"", "~", "null"} or text != text.strip(" ") or _UNSEEN.search(text) or "\n" in text:
        return False
    if _NO_START.match(text) or _NO_PART.search(text):
        return False
    return not (in_flow and _NO_PART_IN_FLOW.search(text))


def _is_no_text_elsewhere(text: str) -> bool:
    resolvers = Resolver.yaml_implicit_resolvers.get(text[:1], [])
    return any(pattern.match(text) for _tag, pattern in resolvers)


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return _ESCAPES.get(found[0]) or (f"\\x{number:02X}" if number < 0x100 else f"\\u{number:04X}")  # noqa: PLR2004 (two digits)


def _key(key: str) -> str:
    return key if key not in {"~", "null", "<<"} and not _is_no_text_elsewhere(key) else f'"{key}"'


def _word(value: Plain) -> str:
    """Return what is no text: a number, nothing, or a list or mapping with nothing in it."""
    if value is None:
        return "null"
    if isinstance(value, float):  # the reader knows no exponents
        return format(Decimal(str(value)), "f")
    return "[]" if value == [] else "{}" if value == {} else str(value)
