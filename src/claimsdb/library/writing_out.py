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
    from claimsdb.records.choices import BibliographyFormat, GraphFormat
    from claimsdb.records.networks import NetworkWish
    from claimsdb.records.rows import ExportReport
    from claimsdb.records.tables import Publication


class WritingOut(Transactions):
    """Writes exports, and keeps the database in good order."""

    def export_csv(
        self, target: str | Path, *, raw: bool = False, told: LookedThrough = untold
    ) -> ExportReport:
        """Write every table and a flat table as CSV to a folder, with a data package and CSVW metadata.

        ``told`` hears of texts that are looked through for names first, as (how many, of how many).

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.csv_folder import export_csv

        with self._reading_mentions(None, told) as connection:
            return export_csv(connection, Path(target), raw=raw)

    def export_annotations(self, target: str | Path) -> ExportReport:
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
        from claimsdb.exports.web_annotations import export_web_annotations

        with self._reading() as connection:
            return export_web_annotations(connection, Path(target), lines=lines)

    def export_hypothesis(
        self, target: str | Path, *, group: str = "__world__", lines: bool = False
    ) -> ExportReport:
        """Write every statement to a file as the search of the Hypothesis API would answer, or a row a line.

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.web_annotations import export_hypothesis

        with self._reading() as connection:
            return export_hypothesis(connection, Path(target), group=group, lines=lines)

    def export_dna_events(
        self, target: str | Path, wish: NetworkWish | None = None, *, raw: bool = False
    ) -> ExportReport:
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
    ) -> ExportReport:
        """Write a discourse network as a matrix in CSV, or as a graph in GraphML or GEXF.

        Raises:
            ClaimsDBError: the wish is none, the network too large, something else lies there, or it cannot
                be written.
        """
        from claimsdb.exports.networks.network import export_network
        from claimsdb.records.networks import NetworkWish

        with self._reading() as connection:
            return export_network(connection, Path(target), wish or NetworkWish(), form, raw=raw)

    def export_parquet(self, target: str | Path, *, told: LookedThrough = untold) -> ExportReport:
        """Write every table and a flat table as Parquet to a folder (extra ``parquet``).

        ``told`` hears of texts that are looked through for names first, as (how many, of how many).

        Raises:
            ClaimsDBError: DuckDB is not installed, something else lies there, or it cannot be written.
        """
        from claimsdb.exports.parquet import export_parquet

        with self._reading_mentions(None, told) as connection:
            return export_parquet(connection, Path(target))

    def export_datasette(
        self,
        target: str | Path,
        publication: Publication | None = None,
        *,
        with_text: bool = True,
        with_originals: bool = False,
        told: LookedThrough = untold,
    ) -> ExportReport:
        """Write an SQLite file that Datasette publishes, and its metadata beside it.

        ``told`` hears of texts that are looked through for names first, as (how many, of how many).

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.datasette.file import export_datasette
        from claimsdb.records.tables import Publication

        with self._reading_mentions(None, told) as connection:
            return export_datasette(
                connection,
                Path(target),
                publication or Publication(),
                with_text=with_text,
                with_originals=with_originals,
            )

    def export_claim_reviews(
        self, target: str | Path, *, all_claims: bool = False, lines: bool = False
    ) -> ExportReport:
        """Write every review as a ``ClaimReview`` of schema.org: one JSON-LD document, or one a line.

        With ``all_claims``, claims that nobody reviewed are written too.

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.claimreview import export_claim_reviews

        with self._reading() as connection:
            return export_claim_reviews(connection, Path(target), all_claims=all_claims, lines=lines)

    def export_entities(
        self, target: str | Path, *, with_text: bool = False, told: LookedThrough = untold
    ) -> ExportReport:
        """Write actors, articles, mentions and statements as entities of FollowTheMoney, one a line.

        ``told`` hears of texts that are looked through for names first, as (how many, of how many).

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.follow_the_money import export_entities

        with self._reading_mentions(None, told) as connection:
            return export_entities(connection, Path(target), with_text=with_text)

    def export_brat(self, target: str | Path) -> ExportReport:
        """Write each text that statements stand on with its standoff files, to a new or empty folder.

        Raises:
            ClaimsDBError: something lies there, or it cannot be written.
        """
        from claimsdb.exports.brat.export import export_brat

        with self._reading() as connection:
            return export_brat(connection, Path(target))

    def export_refi_qda(self, target: str | Path) -> ExportReport:
        """Write a REFI-QDA project, if the name ends in ``.qdpx``, or its code book, if in ``.qdc``.

        Raises:
            ClaimsDBError: the name ends otherwise, something else lies there, or it cannot be written.
        """
        from claimsdb.exports.refi_qda.project import export_qda

        with self._reading() as connection:
            return export_qda(connection, Path(target))

    def export_html(
        self, target: str | Path, *, title: str | None = None, told: LookedThrough = untold
    ) -> ExportReport:
        """Write a report to a folder, to be read in a browser, with every table as CSV in it.

        ``told`` hears of texts that are looked through for names first, as (how many, of how many).

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.html.export import export_html

        with self._reading_mentions(None, told) as connection:
            return export_html(connection, Path(target), title)

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
