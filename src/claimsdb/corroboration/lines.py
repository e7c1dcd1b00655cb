"""From accounts of a claim to the independent lines of evidence for it.

An account is passed on: from its origin to the one who quotes it, from that one to the next, at last
to the publisher. So whoever passes it on *relies on* the one before. Those who rely on nobody are the
ends of lines; sources that rely on each other in a circle, and on nobody else, are one end together.
docs/corroboration.md defines this with examples.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from claimsdb.corroboration.circles import circles, reached_from
from claimsdb.records.accounts import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimsdb.records.accounts import Account, Source

    Reliance: TypeAlias = dict[Source, set[Source]]


def lines_of(accounts: Sequence[Account]) -> list[Line]:
    """Return the lines of evidence that accounts lead back to, in the order in which they are first told.

    A source that is quoted for its own word, and relies on others elsewhere, makes a line that is no
    ``end``: that it is independent is possible, and not shown. A statement is of the line of its origin or,
    where that makes none, of the ends that it leads back to.
    """
    accounts = _of_known_texts(accounts)
    relies_on = reliance(accounts)
    circle_of = {source: circle for circle in circles(relies_on) for source in circle}
    own_voices = {account.origin for account in accounts if not account.chain}
    spoken = {account.origin for account in accounts}
    found = dict.fromkeys(circle_of[source] for each in accounts for source in _back(each, relies_on))
    is_end = {circle: all(relies_on[source] <= circle for source in circle) for circle in found}
    speaking = {circle for circle in found if circle & (spoken if len(circle) == 1 else own_voices)}
    told: dict[frozenset[Source], list[int]] = {
        circle: [] for circle in found if is_end[circle] or circle in speaking
    }
    for account in accounts:
        own = circle_of[account.origin]
        ends = (circle for circle in told if is_end[circle] and _rests_on(circle, account, relies_on))
        for circle in [own] if own in told else ends:
            told[circle].append(account.statement_id)
    return [Line(tuple(sorted(circle)), tuple(of_line), is_end[circle]) for circle, of_line in told.items()]


def independent(lines: Iterable[Line]) -> int:
    """Return how many lines are shown to be independent.

    An unnamed speaker may be one of the named, and an article of an unknown outlet may be that of
    another: they count for one together, and only where there is nobody else.
    """
    ends = [line for line in lines if line.is_end]
    return sum(line.is_identified for line in ends) or min(len(ends), 1)


def reliance(accounts: Iterable[Account]) -> Reliance:
    """Return for every source those on whom it relies.

    A text that several outlets ran may rest on whatever one of them relies on elsewhere.
    """
    relies_on: Reliance = {}
    ran_by: dict[Source, set[Source]] = {}
    for account in accounts:
        passed = [*account.chain, *([account.text] if account.text else []), account.publisher]
        for source in passed:
            relies_on.setdefault(source, set())
        for one, teller in pairwise(passed):
            if one != teller:
                relies_on[teller].add(one)
        if account.text:
            ran_by.setdefault(account.text, set()).add(account.publisher)
    for text, outlets in ran_by.items():
        relies_on[text] |= set().union(*(relies_on[outlet] for outlet in outlets)) - outlets - {text}
    return relies_on


def _of_known_texts(accounts: Sequence[Account]) -> list[Account]:
    """Leave out texts that only unknown outlets are seen to have run: any other outlet may be one of them."""
    known = {each.text for each in accounts if each.publisher.is_identified}
    return [each if each.text in known else replace(each, text=None) for each in accounts]


def _rests_on(circle: frozenset[Source], account: Account, relies_on: Reliance) -> bool:
    return any(source in circle for source in _back(account, relies_on))


def _back(account: Account, relies_on: Reliance) -> Iterable[Source]:
    """Yield the origin of an account, then those behind it."""
    yield account.origin
    yield from reached_from(account.origin, relies_on)
