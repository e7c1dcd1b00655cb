"""Exports, and the care of the database itself."""
# ruff: noqa: PLC0415 (imports in methods: what a method alone needs must not cost the others)

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claimsdb.database.engine import faults_named
from claimsdb.library.transactions import Transactions, untold

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimsdb.library.transactions import LookedThrough
    from claimsdb.records.annotation_export import AnnotationExport
    from claimsdb.records.networks import GraphFormat, NetworkReport, NetworkWish
    from claimsdb.records.references import BibliographyFormat
    from claimsdb.records.rows import (
        ExportReport,
    )


class WritingOut(Transactions):
    """Writes exports, and keeps the database in good order."""

    def export_csv(
        self, target: str | Path, *, raw: bool = False, told: LookedThrough = untold
    ) -> ExportReport:
        """Write every table, a flat table and a data package to a folder.

        ``told`` hears of texts that are looked through for names first, as (how many, of how many).

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.csv_folder import export_csv

        with self._reading_mentions(None, told) as connection:
            return export_csv(connection, Path(target), raw=raw)

    def export_annotations(self, target: str | Path) -> AnnotationExport:
        """Write every text with its annotation files, which load as an equal database.

        ``target`` is a folder, new or empty, or a file of JSON Lines, if its name ends in ``.jsonl``.

        Raises:
            ClaimsDBError: something lies there, it cannot be written, or a text can stand in no file.
        """
        from claimsdb.exports.annotations.export import export_annotations

        with self._reading() as connection:
            return export_annotations(connection, Path(target))

    def export_archive(self, target: str | Path, *, with_text: bool = True) -> ExportReport:
        """Write everything to one compressed file, which ``import_archive`` makes an equal database of.

        Raises:
            ClaimsDBError: something else lies there, it cannot be written, or a stored text is damaged.
        """
        from claimsdb.exports.archive import export_archive

        with self._reading() as connection:
            return export_archive(connection, Path(target), with_text=with_text)

    def export_web_annotations(self, target: str | Path, *, lines: bool = False) -> ExportReport:
        """Write every statement as a W3C Web Annotation to a file: one JSON-LD document, or one a line.

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.annotations_file import export_web_annotations

        with self._reading() as connection:
            return export_web_annotations(connection, Path(target), lines=lines)

    def export_hypothesis(
        self, target: str | Path, *, group: str = "__world__", lines: bool = False
    ) -> ExportReport:
        """Write every statement to a file as the search of the Hypothesis API would answer, or a row a line.

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.annotations_file import export_hypothesis

        with self._reading() as connection:
            return export_hypothesis(connection, Path(target), group=group, lines=lines)

    def export_dna_events(
        self, target: str | Path, wish: NetworkWish | None = None, *, raw: bool = False
    ) -> NetworkReport:
        """Write a CSV file with a row for each statement, as Discourse Network Analyzer lists events.

        Of the wish, whose actors count and the range of dates are heeded.

        Raises:
            ClaimsDBError: the wish is none, something else lies there, or it cannot be written.
        """
        from claimsdb.exports.networks.events import export_events
        from claimsdb.records.networks import NetworkWish

        with self._reading() as connection:
            return export_events(connection, Path(target), wish or NetworkWish(), raw=raw)

    def export_network(
        self,
        target: str | Path,
        wish: NetworkWish | None = None,
        *,
        form: GraphFormat = "csv",
        raw: bool = False,
    ) -> NetworkReport:
        """Write a discourse network as a matrix in CSV, or as a graph in GraphML or GEXF.

        Raises:
            ClaimsDBError: the wish is none, the network too large, something else lies there, or it cannot
                be written.
        """
        from claimsdb.exports.networks.network import export_network
        from claimsdb.records.networks import NetworkWish

        with self._reading() as connection:
            return export_network(connection, Path(target), wish or NetworkWish(), form, raw=raw)

    def export_bibliography(self, target: str | Path, form: BibliographyFormat) -> ExportReport:
        """Write an item for each article to a file, for a reference manager: CSL-JSON, RIS or BibTeX.

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.bibliography import export_bibliography

        with self._reading() as connection:
            return export_bibliography(connection, Path(target), form)

    def optimize(self, told: Callable[[str], None] = lambda _step: None) -> None:
        """Merge the search indexes, gather statistics for the planner and give back unused room."""
        from claimsdb.database.optimizing import optimize

        with faults_named(self.location):
            optimize(self._writing_engine(), told)

    def reindex(self) -> None:
        """Make the search indexes anew."""
        from claimsdb.actions.reindex import reindex

        with self._writing() as session:
            reindex(session.connection())
