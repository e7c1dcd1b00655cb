"""Who told of a claim on whose word, as far as it bears on how independent the accounts are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Source(NamedTuple):
    """Somebody on whose word a claim can rest. Two that are equal are one.

    ``kind`` is ``actor`` (its number), ``outlet`` (its number), ``text`` (a wording that several outlets
    ran, by the number of its first article), ``article`` (one of an unknown outlet, by its number), or
    ``unnamed`` (by the text it stands in and what that calls it).
    """

    kind: str
    number: int
    label: str = ""

    @property
    def is_identified(self) -> bool:
        """Tell whether it is known who this is, so that it can be told from others."""
        return self.kind not in ("unnamed", "article")


@dataclass(frozen=True, slots=True)
class Told:
    """One statement as it is recorded: of which claim, by whom, where and when.

    ``date`` is when it was said, or else when it was published, as ``dated_by`` tells; its days are ISO
    8601. ``publisher`` is the outlet, or the article where that is unknown.
    """

    statement_id: int
    claim_id: int
    stance: str
    article_id: int
    outlet_id: int | None
    chain: tuple[Source, ...]
    publisher: Source
    date: str | None
    dated_by: str | None
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """One statement of a claim, and everybody through whom it came.

    ``chain`` are the speakers, the nearest to the words first; none: the article's own voice. ``text`` is the
    wording where several outlets ran it, and ``publisher`` who published this one.
    """

    statement_id: int
    chain: tuple[Source, ...]
    publisher: Source
    text: Source | None = None

    @property
    def origin(self) -> Source:
        """Return on whose word it is told, as far as the account says."""
        return self.chain[0] if self.chain else self.text or self.publisher


@dataclass(frozen=True, slots=True)
class Line:
    """One line of evidence: those on whose word statements rest; several are a circle.

    At the ``end`` of a line nobody else is known on whom they rely in turn.
    """

    origins: tuple[Source, ...]
    statements: tuple[int, ...]
    is_end: bool

    @property
    def is_identified(self) -> bool:
        """Tell whether it is known who they are."""
        return any(origin.is_identified for origin in self.origins)
