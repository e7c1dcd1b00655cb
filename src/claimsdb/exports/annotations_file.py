"""Every statement as an annotation, in the formats that web annotators share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.exports.file_place import write_file
from claimsdb.formats import hypothesis, web_annotation
from claimsdb.queries.full_statements import count_all, full_statements
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
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
    place = write_file(target, write, beginning=web_annotation.BEGINNING)
    return ExportReport(place, (("annotations", total),))


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
    place = write_file(target, rows, beginning=hypothesis.BEGINNING)
    return ExportReport(place, (("annotations", total),))
