"""What the pages of a report are made of, beside what the questions answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimsdb.records.history import VersionRow
    from claimsdb.records.judgements import MergedActor
    from claimsdb.records.roles import RoleRow
    from claimsdb.records.rows import (
        ActorRow,
        ArticleDetail,
        ChainLink,
        ClaimDetail,
        PassageInContext,
        StatementRow,
    )


@dataclass(frozen=True, slots=True)
class Pages:
    """A page of several that show one list: the ``number``th ``of`` so many, the first of which is 1.

    ``first`` is the file of the first; the second is ``STEM-2.html``.
    """

    first: str
    stem: str
    number: int = 1
    of: int = 1

    @property
    def here(self) -> str:
        """Return the name of the file of this page."""
        return self.file(self.number)

    def file(self, number: int) -> str:
        """Return the name of the file of a page."""
        return self.first if number == 1 else f"{self.stem}-{number}.html"


@dataclass(frozen=True, slots=True)
class ClaimHead:
    """A claim in a list; ``statements`` counts them."""

    claim_id: int
    claim: str
    kind: str | None
    when: str | None
    status: str
    statements: int


@dataclass(frozen=True, slots=True)
class QuotedAt:
    """Where a statement was quoted first: text[start_char:end_char] of a version."""

    version: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with some of its statements, which are ``in_all`` so many.

    ``languages`` are those of articles, where known, and ``topics`` the numbers of topics by path;
    ``unweighed``: there are too many statements to weigh the evidence.
    """

    claim: ClaimDetail
    passages: Sequence[PassageInContext]
    in_all: int
    languages: Mapping[int, str]
    topics: Mapping[str, int]
    pages: Pages
    unweighed: bool = False


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with its text, the statements on it, and its versions if it has several.

    ``chains`` are the speakers of statements, ``quoted_at`` where those were quoted first that were carried,
    and ``many`` the claims whose statements fill several pages.
    """

    detail: ArticleDetail
    outlet_id: int | None
    chains: Mapping[int, Sequence[ChainLink]]
    quoted_at: Mapping[int, QuotedAt]
    many: frozenset[int]
    versions: Sequence[VersionRow]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor with its roles and the first statements by and about it, each with their pages."""

    actor: ActorRow
    roles: Sequence[RoleRow]
    merged: Sequence[MergedActor]
    by: Sequence[StatementRow]
    by_pages: Pages
    about: Sequence[StatementRow]
    about_pages: Pages
