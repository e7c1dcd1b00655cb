"""Every statement as an annotation, in the formats that web annotators share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from claimsdb.exports.one_file import one_file
from claimsdb.formats import hypothesis, web_annotation
from claimsdb.queries.full_statements import count_all, full_statements
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Connection


def export_web_annotations(connection: Connection, target: Path, *, lines: bool) -> ExportReport:
    """Write W3C Web Annotations: one collection, or an annotation a line; memory is constant.

    Raises:
        FileInTheWayError: another file lies there.
        CannotWriteError: the system refuses.
    """
    total, statements = count_all(connection), full_statements(connection)
    write = (
        web_annotation.write_lines(statements)
        if lines
        else web_annotation.write_collection(statements, total)
    )
    return _written(target, write, web_annotation.BEGINNING, total)


def export_hypothesis(connection: Connection, target: Path, *, group: str, lines: bool) -> ExportReport:
    """Write what a search of the Hypothesis API answers, or a row a line; memory is constant.

    Raises:
        FileInTheWayError: another file lies there.
        CannotWriteError: the system refuses.
    """
    total, statements = count_all(connection), full_statements(connection)
    rows = (
        hypothesis.write_rows(statements, group)
        if lines
        else hypothesis.write_search(statements, total, group)
    )
    return _written(target, rows, hypothesis.BEGINNING, total)


def _written(target: Path, pieces: Iterable[str], beginning: str, total: int) -> ExportReport:
    with one_file(target, (beginning.encode(),)) as stream:
        stream.writelines(pieces)
    return ExportReport(os.path.realpath(target), (("annotations", total),))
