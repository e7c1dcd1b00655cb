"""Takes in one item of a bibliography together with its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.actions.annotation_files import add_file, file_of
from claimsdb.actions.articles import record_metadata, store_text, stored_metadata
from claimsdb.actions.books import Books
from claimsdb.actions.carrying import carried_claims, carry_passages
from claimsdb.database.clock import now
from claimsdb.queries.references import KnownArticles, beside
from claimsdb.records.loading import ADDED, FILLED_IN, NEW_VERSION, UNCHANGED, LoadOutcome
from claimsdb.records.texts import Metadata
from claimsdb.text.filling_in import fill_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.actions.articles import Stored
    from claimsdb.records.loading import CarriedClaim
    from claimsdb.records.references import Reference
    from claimsdb.records.sources import PreparedText


def load_reference(session: Session, reference: Reference, text: PreparedText) -> LoadOutcome:
    """Store the text of an item, and what is unknown of its article; what the item says outranks its text."""
    articles = KnownArticles(session.connection(), [reference])
    known, other = articles.article(reference), articles.alike(reference)
    stored = store_text(session, text, into=known.id if known else None)
    carried: tuple[CarriedClaim, ...] = ()
    if stored.outcome == NEW_VERSION:
        carry_passages(session, stored.version)
        carried = tuple(carried_claims(session, stored.version))
    said = fill_in(stored_metadata(stored.article), reference.metadata)
    is_first = stored.outcome != UNCHANGED and stored.version.number == 1
    whole = fill_in(said.metadata, text.source.metadata if is_first else Metadata())
    outcome = FILLED_IN if stored.outcome == UNCHANGED and said.fields else stored.outcome
    if outcome != UNCHANGED:
        record_metadata(session, stored.article, whole.metadata, Books.of(session))
        _sign(session, stored, reference)
    alike = [beside(other)] if stored.outcome == ADDED and other is not None else []
    notes = (*reference.notes, *alike, *said.kept)
    return LoadOutcome(reference.name, outcome, stored.article.id, notes=notes, carried=carried)


def _sign(session: Session, stored: Stored, reference: Reference) -> None:
    """Note that something of an article comes from an item."""
    known = file_of(session, stored.article, reference.file, reference.sha256)
    source = known or add_file(session, stored.article, reference.file, reference.sha256)
    source.sha256, source.loaded_at = reference.sha256, now()
    session.flush()
