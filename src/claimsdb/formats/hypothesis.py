"""Statements → annotations as the search of the Hypothesis API answers them (https://h.readthedocs.io/en/latest/api/)."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from claimsdb.formats.annotation_body import details_of, number_of, quote_selector, source_of
from claimsdb.formats.named_information import ni_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.formats.marks import Plain
    from claimsdb.records.full_statements import FullStatement, ShownSpan

    Mapping = dict[str, Plain]

PUBLIC: Final = "__world__"
"""The group that everybody reads."""

BEGINNING: Final = '{"claimsdb": '
"""How every file and every row of ours begins, by which they are known again."""


def write_search(statements: Iterable[FullStatement], total: int, group: str) -> Iterator[str]:
    """Yield the answer to a search that found everything, a row a line."""
    yield f'{BEGINNING}1, "total": {total}, "rows": ['
    for place, each in enumerate(statements):
        yield f"{',' if place else ''}\n{_json(row_of(each, group))}"
    yield "\n]}\n"


def write_rows(statements: Iterable[FullStatement], group: str) -> Iterator[str]:
    """Yield a row a line."""
    for each in statements:
        yield f"{_json(row_of(each, group))}\n"


def row_of(statement: FullStatement, group: str) -> Mapping:
    """Return one row. Offsets count UTF-16 code units, as browsers do.

    What Hypothesis has no place for stands under ``claimsdb``: its API keeps members that it does not know.
    """
    source, moment = source_of(statement), statement.recorded_at.replace("Z", "+00:00")
    details: Mapping = {"text_sha256": ni_of(statement.text_sha256), "file": statement.file} | details_of(
        statement
    )
    row: Mapping = {"claimsdb": details, "id": _name(number_of(statement).bytes)}
    if (annotator := statement.annotator) is not None:
        details["creator"] = {"name": annotator.name, "kind": annotator.kind, "version": annotator.version}
        row["user_info"] = {"display_name": annotator.name}
    return row | {
        "created": moment,
        "updated": moment,
        "user": f"acct:{quote(annotator.name if annotator else 'unknown', safe='')}@claimsdb.invalid",
        "uri": source,
        "text": statement.claim,
        "tags": list(statement.topics),
        "group": group,
        "document": {"title": [statement.title] if statement.title is not None else []},
        "target": [{"source": source, "selector": _selectors(each)} for each in statement.passages],
        "references": [],
    }


def _selectors(shown: ShownSpan) -> list[Plain]:
    position: Mapping = {"type": "TextPositionSelector", "start": shown.start_utf16, "end": shown.end_utf16}
    return [position, quote_selector(shown)]


def _name(number: bytes) -> str:
    return urlsafe_b64encode(number).decode("ascii").rstrip("=")


def _json(value: Mapping) -> str:
    return json.dumps(value, ensure_ascii=False)
