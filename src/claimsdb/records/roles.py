"""Roles that actors held, and when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Days:
    """Between which days (``YYYY-MM-DD``, both included) a day lies; None is an end that is not known."""

    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role of an actor, with the passage that says so.

    ``since`` and ``until`` are EDTF, ``organisation`` is of whom or what; None is unknown. Quote, span and
    version are of the place that the passage was carried to, as in ``StatementRow``; ``annotation_file``
    is the file that the role was loaded from, None if it was added by hand.
    """

    role_id: int
    actor_id: int
    actor: str
    title: str
    organisation: str | None
    since: str | None
    until: str | None
    quote: str | None
    start_char: int | None
    end_char: int | None
    version: int | None
    outcome: str | None
    article_id: int | None
    article: str | None
    annotator: str | None
    annotation_file: str | None
