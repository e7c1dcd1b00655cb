"""Records → REFI-QDA 1.5: a project (project.qde) and a code book (.qdc), in the schemas' order."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final

import claimsdb
from claimsdb.formats.refi_qda.guids import guid_of
from claimsdb.formats.xml_text import attribute, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from _typeshed import SupportsWrite

    from claimsdb.records.annotations import AnnotatorNote
    from claimsdb.records.qda import WrittenSelection, WrittenText

PROJECT: Final = "urn:QDA-XML:project:1.0"
CODE_BOOK: Final = "urn:QDA-XML:codebook:1.0"
LEVEL: Final = " > "
ORIGIN: Final = "claimsdb"
DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
BEGINNING: Final = f'{DECLARATION}<CodeBook xmlns="{CODE_BOOK}" origin="{ORIGIN}'
"""By this an earlier code book of ours is told."""

VARIABLES: Final = {
    "title": "Title of the article",
    "outlet": "Who published it",
    "published": "When it was published (EDTF, ISO 8601-2)",
    "authors": "Its authors, with ; between them",
    "language": "Its language (BCP 47)",
    "url": "Its address on the web",
    "file": "The file that it was loaded from",
    "wording of": "The same for all wordings of an article that was captured several times",
}


def code_book(topics: Sequence[str]) -> Iterator[str]:
    """Yield a code book; ``topics`` are paths, each with those above it before it."""
    yield f'{BEGINNING} {claimsdb.__version__}">\n'
    yield from _codes(topics)
    yield "</CodeBook>\n"


def write_project(
    stream: SupportsWrite[str],
    users: Sequence[AnnotatorNote],
    topics: Sequence[str],
    texts: Iterable[WrittenText],
) -> None:
    """Write a project as its texts come; ties between selections wait in a temporary file."""
    origin = attribute(f"{ORIGIN} {claimsdb.__version__}")
    stream.write(f'{DECLARATION}<Project xmlns="{PROJECT}" name="claimsdb" origin={origin}>\n')
    if users:
        stream.write("".join(("<Users>\n", *map(_user, users), "</Users>\n")))
    if topics:
        stream.write("".join(("<CodeBook>\n", *_codes(topics), "</CodeBook>\n")))
    with TemporaryFile("w+", encoding="utf-8", newline="") as links:
        _write_sources(stream, texts, links)
        if links.tell():
            links.seek(0)
            stream.write("<Links>\n")
            for line in links:
                stream.write(line)
            stream.write("</Links>\n")
    stream.write("</Project>\n")


def user_guid(user: AnnotatorNote) -> str:
    """Return the GUID of an annotator."""
    return guid_of("user", user.name, user.kind, user.version or "")


def _write_sources(
    stream: SupportsWrite[str], texts: Iterable[WrittenText], links: SupportsWrite[str]
) -> None:
    is_first = True
    for text in texts:
        if is_first:
            stream.write("".join(_variables()) + "<Sources>\n")
            is_first = False
        stream.write("".join(_source(text)))
        for each in text.selections:
            if each.follows is not None:
                links.write(_link(each))
    if not is_first:
        stream.write("</Sources>\n")


def _user(user: AnnotatorNote) -> str:
    kind = "" if user.kind == "person" else " ".join(filter(None, (user.kind, user.version)))
    number = f" id={attribute(kind)}" if kind else ""
    return f'<User guid="{user_guid(user)}" name={attribute(user.name)}{number}/>\n'


def _codes(topics: Sequence[str]) -> Iterator[str]:
    yield "<Codes>\n"
    above: list[str] = []
    for names in sorted(path.split(LEVEL) for path in topics):
        while above != names[:-1]:
            yield "</Code>\n"
            above.pop()
        path = LEVEL.join(names)
        yield f'<Code guid="{guid_of("code", path)}" name={attribute(names[-1])} isCodable="true">\n'
        above.append(names[-1])
    yield "</Code>\n" * len(above)
    yield "</Codes>\n"


def _variables() -> Iterator[str]:
    yield "<Variables>\n"
    for name, description in VARIABLES.items():
        yield f'<Variable guid="{guid_of("variable", name)}" name="{name}" typeOfVariable="Text">'
        yield f"<Description>{description}</Description></Variable>\n"
    yield "</Variables>\n"


def _source(text: WrittenText) -> Iterator[str]:
    yield f'<TextSource guid="{text.guid}" name={attribute(text.name)} '
    yield f'plainTextPath="internal://{text.guid}.txt" creationDateTime="{text.created}">\n'
    for selection in text.selections:
        yield from _selection(selection)
    for name, value in text.variables:
        yield f'<VariableValue><VariableRef targetGUID="{guid_of("variable", name)}"/>'
        yield f"<TextValue>{element(value)}</TextValue></VariableValue>\n"
    yield "</TextSource>\n"


def _selection(selection: WrittenSelection) -> Iterator[str]:
    by = f' creatingUser="{user_guid(selection.user)}"' if selection.user is not None else ""
    made = f'{by} creationDateTime="{selection.created}">'
    yield f'<PlainTextSelection guid="{selection.guid}" name={attribute(selection.name)} '
    yield f'startPosition="{selection.start}" endPosition="{selection.end}"{made}'
    yield f"<Description>{element(selection.description)}</Description>\n"
    for topic in selection.topics:
        yield f'<Coding guid="{guid_of("coding", selection.guid, topic)}"{made}'
        yield f'<CodeRef targetGUID="{guid_of("code", topic)}"/></Coding>\n'
    yield "</PlainTextSelection>\n"


def _link(selection: WrittenSelection) -> str:
    ends = f'originGUID="{selection.follows}" targetGUID="{selection.guid}"'
    return f'<Link guid="{guid_of("link", selection.guid)}" name="goes on" direction="OneWay" {ends}/>\n'
