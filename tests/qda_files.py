"""REFI-QDA projects as other programs write them, made for the occasion."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NAMESPACE: Final = "urn:QDA-XML:project:1.0"
CODE_BOOK: Final = "urn:QDA-XML:codebook:1.0"


def guid(name: str) -> str:
    """A GUID in capitals, as most programs write them."""
    return str(uuid5(NAMESPACE_URL, name)).upper()


def user(name: str) -> str:
    return f'<User guid="{guid(name)}" name={quoteattr(name)}/>'


def code(name: str, *within: str, more: str = "") -> str:
    opening = f'<Code guid="{guid(name)}" name={quoteattr(name)} isCodable="true" color="#FF0000">'
    return f"{opening}{more}{''.join(within)}</Code>"


def selection(  # noqa: PLR0913 (what such an element may have)
    start: object,
    end: object,
    *codes: str,
    name: str | None = None,
    by: str | None = None,
    note: str = "",
    more: str = "",
) -> str:
    """A coded selection; its GUID is made of what is given."""
    number = guid(f"{start} {end} {codes} {by} {note}")
    named = "" if name is None else f" name={quoteattr(name)}"
    made = "" if by is None else f' creatingUser="{guid(by)}" creationDateTime="2020-01-02T03:04:05Z"'
    described = f"<Description>{escape(note)}</Description>" if note else ""
    codings = "".join(
        f'<Coding guid="{guid(number + each)}"{made}><CodeRef targetGUID="{guid(each)}"/></Coding>'
        for each in codes
    )
    opening = f'<PlainTextSelection guid="{number}"{named} startPosition="{start}" endPosition="{end}"{made}>'
    return f"{opening}{described}{codings}{more}</PlainTextSelection>"


def text_source(name: str, *selections: str, path: str | None = None, more: str = "") -> str:
    where = quoteattr(f"internal://{guid(name)}.txt" if path is None else path)
    opening = f'<TextSource guid="{guid(name)}" name={quoteattr(name)} plainTextPath={where}>'
    return f"{opening}{''.join(selections)}{more}</TextSource>"


def project(  # noqa: PLR0913 (the parts that a project may have)
    sources: str = "",
    *,
    codes: Sequence[str] = (),
    users: Sequence[str] = (),
    variables: str = "",
    after: str = "",
    origin: str = "QualCoder",
) -> str:
    """The XML of a project."""
    parts = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{NAMESPACE}" name="p" origin="{origin}">',
        f"<Users>{''.join(map(user, users))}</Users>" if users else "",
        f"<CodeBook><Codes>{''.join(codes)}</Codes></CodeBook>" if codes else "",
        f"<Variables>{variables}</Variables>" if variables else "",
        f"<Sources>{sources}</Sources>" if sources else "",
        f"{after}</Project>",
    )
    return "\n".join(filter(None, parts))


def code_book(*codes: str) -> str:
    """The XML of a code book."""
    return f'<CodeBook xmlns="{CODE_BOOK}" origin="NVivo"><Codes>{"".join(codes)}</Codes><Sets/></CodeBook>'


def qdpx(path: Path, xml: str | bytes, texts: Mapping[str, bytes | str], folder: str = "sources") -> Path:
    """A project in its ZIP; ``texts`` are by the name of the source, or of the member if it has a dot."""
    with ZipFile(path, "w", ZIP_DEFLATED) as opened:
        opened.writestr("project.qde", xml)
        for name, content in texts.items():
            member = name if "." in name else f"{folder}/{guid(name)}.txt"
            opened.writestr(member, content)
    return path


def through_another_program(before: Path, after: Path) -> None:
    """Write a project anew as such programs do that have a selection for each code.

    GUIDs are new, what only claimsdb needs is gone, and texts have a byte-order mark.
    """
    with ZipFile(before) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    root = ET.fromstring(members.pop("project.qde"))  # noqa: S314 (we wrote it)
    root.set("origin", "Another program 3")
    for part in ("Variables", "Links"):
        for found in root.findall(f"{{{NAMESPACE}}}{part}"):
            root.remove(found)
    for source in root.iter(f"{{{NAMESPACE}}}TextSource"):
        for value in source.findall(f"{{{NAMESPACE}}}VariableValue"):
            source.remove(value)
        for found in source.findall(f"{{{NAMESPACE}}}PlainTextSelection"):
            source.remove(found)
            source.extend(_for_each_code(found))
    xml = re.sub(
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", _another, ET.tostring(root, encoding="unicode")
    )
    texts = {re.sub(r"[0-9a-f-]{36}", _another, name): b"\xef\xbb\xbf" + raw for name, raw in members.items()}
    qdpx(after, xml, texts)


def _another(number: re.Match[str]) -> str:
    return guid(number[0])


def _for_each_code(found: ET.Element) -> list[ET.Element]:
    codings = found.findall(f"{{{NAMESPACE}}}Coding")
    made = []
    for number in range(len(codings)):
        one = deepcopy(found)
        for place, coding in enumerate(one.findall(f"{{{NAMESPACE}}}Coding")):
            if place != number:
                one.remove(coding)
        one.set("guid", str(uuid5(NAMESPACE_URL, f"{found.get('guid')} {number}")))
        made.append(one)
    return made or [found]
