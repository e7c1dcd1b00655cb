"""``annotation.conf``: tells brat which types there are in a folder, and claimsdb whose the folder is."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from claimsdb.errors.brat import BratAnnotatorError
from claimsdb.formats.brat.facets import CLOSED
from claimsdb.formats.brat.writing import CONTENT, CUE, EVENT, OWN, SOURCE
from claimsdb.records.brat import BratEvent, BratRemark, BratWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.formats.marks import Plain
    from claimsdb.records.annotations import AnnotatorNote
    from claimsdb.records.brat import BratLine

CONFIGURATION: Final = "annotation.conf"
MARK: Final = b"# claimsdb "
"""How our configuration begins; brat passes the line over."""
_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")
_NUMBER: Final = re.compile(r"[0-9]+$")


class BratTypes:
    """The types that lines are of, gathered file by file."""

    def __init__(self) -> None:
        self._words = dict.fromkeys((SOURCE, CUE, CONTENT, OWN))
        self._events: dict[str, dict[str, None]] = {}
        self._relations: dict[str, tuple[str, ...]] = {}
        self._equivalences: dict[str, None] = {}
        self._attributes: dict[str, dict[str, None]] = {
            name: dict.fromkeys(values) for name, values in CLOSED.items()
        }

    def add(self, lines: Iterable[BratLine]) -> None:
        """Note the types of some lines."""
        for line in lines:
            match line:
                case BratWords():
                    self._words[line.type] = None
                case BratEvent(trigger=None):
                    self._relations.setdefault(line.type, tuple(role for role, _ in line.roles[:2]))
                case BratEvent():
                    roles = self._events.setdefault(line.type, {})
                    roles |= dict.fromkeys(_NUMBER.sub("", role) for role, _other in line.roles)
                case BratRemark(id="*"):
                    self._equivalences[line.type] = None
                case BratRemark() if line.id[0] in "AM":
                    values = self._attributes.setdefault(line.type, {})
                    values |= dict.fromkeys([line.words] if line.words else [])

    def configuration(self, annotator: AnnotatorNote | None) -> str:
        """Write the configuration of a folder of an annotator's."""
        whose = json.dumps({"annotator": None if annotator is None else asdict(annotator)})
        return "".join(f"{line}\n" for line in (f"{MARK.decode()}{whose}", *self._sections()))

    def _sections(self) -> Iterator[str]:
        events = {EVENT: None} | dict.fromkeys(self._events)
        yield "[entities]"
        yield from _named(each for each in self._words if each not in events)
        yield "[relations]"
        for name in _named(each for each in self._relations if each not in events):
            yield f"{name}\t{', '.join(f'{role}:<ANY>' for role in _named(self._relations[name]))}"
        for name in _named(self._equivalences):
            yield f"{name}\tArg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive"
        yield "[events]"
        yield f"{EVENT}\t{SOURCE}?:<ENTITY>, {CUE}?:<ENTITY>, {CONTENT}*:<ANY>"
        for name in _named(each for each in self._events if each != EVENT):
            yield f"{name}\t{', '.join(f'{role}*:<ANY>' for role in _named(self._events[name]))}"
        yield "[attributes]"
        for name in _named(self._attributes):
            values = "|".join(_named(self._attributes[name]))
            yield f"{name}\tArg:<ANY>{f', Value:{values}' if values else ''}"


def annotator_in(configuration: bytes, called: str) -> tuple[bool, Plain]:
    """Return whether a configuration is ours, and whose the folder is, as an annotation record has it.

    Raises:
        BratAnnotatorError: it begins as ours do and goes on otherwise.
    """
    first = configuration.partition(b"\n")[0]
    if not first.startswith(MARK):
        return False, None
    try:
        found = json.loads(first.removeprefix(MARK))
        return True, found["annotator"]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise BratAnnotatorError(called) from fault


def _named(types: Iterable[str]) -> Iterator[str]:
    """Yield the types that brat can read in a configuration."""
    return (each for each in types if _NAME.fullmatch(each))
