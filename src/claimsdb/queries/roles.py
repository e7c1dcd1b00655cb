"""The roles that actors held: listed, found by their words, and read at the date of a statement."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from claimsdb.errors.roles import NoSuchRoleError, UnknownRoleError
from claimsdb.queries.asking import among, among_value, ask
from claimsdb.queries.lookup import has_merges
from claimsdb.queries.nearest import nearest_names
from claimsdb.queries.role_sql import FIRST_DAY, LAST_DAY, holder
from claimsdb.queries.standing import END, QUOTE, START, VERSION, with_newer
from claimsdb.queries.statements import BATCH
from claimsdb.queries.tables import (
    actor_roles,
    actors,
    annotation_files,
    annotators,
    articles,
    carryings,
    passages,
    versions,
)
from claimsdb.records.roles import Days, RoleRow
from claimsdb.text.role_logic import certainly_held, possibly_held
from claimsdb.text.role_words import RoleWords, role_called, roles_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from claimsdb.queries.asking import Found

organisations = actors.alias("organisations")
recorded = actors.alias("recorded")
holders = actors.alias("holders")

ROLES: Final = "SELECT id, actor_id, title, organisation_id FROM actor_roles"
NAMES: Final = """
    SELECT actor_id, actor_names.id, name
    FROM (SELECT DISTINCT organisation_id FROM actor_roles WHERE organisation_id IS NOT NULL) AS held
    CROSS JOIN actor_names WHERE actor_id = held.organisation_id
"""


def list_roles(
    connection: Connection,
    *,
    actor_ids: Sequence[int] | None = None,
    number: int | None = None,
    limit: int | None = None,
    after: RoleRow | None = None,
) -> Iterator[RoleRow]:
    """Yield roles by number: all, those of some actors, or one; from behind the row ``after`` on.

    They are shown under the names of the actors that stand for those merged into them.
    """
    where: list[ColumnElement[bool]] = []
    if actor_ids is not None:
        where.append(actor_roles.c.actor_id.in_(actor_ids))
    if number is not None:
        where.append(actor_roles.c.id == number)
    if after is not None:
        where.append(actor_roles.c.id > after.role_id)
    query = (
        select(
            actor_roles.c.id.label("role_id"),
            actor_roles.c.actor_id,
            holders.c.name.label("actor"),
            actor_roles.c.title,
            organisations.c.name.label("organisation"),
            actor_roles.c.since,
            actor_roles.c.until,
            QUOTE.label("quote"),
            START.label("start_char"),
            END.label("end_char"),
            VERSION.label("version"),
            carryings.c.outcome,
            articles.c.id.label("article_id"),
            func.coalesce(articles.c.title, articles.c.file).label("article"),
            annotators.c.name.label("annotator"),
            annotation_files.c.file.label("annotation_file"),
        )
        .select_from(actor_roles)
        .join(recorded, recorded.c.id == actor_roles.c.actor_id)
        .join(holders, holders.c.id == func.coalesce(recorded.c.merged_into_id, recorded.c.id))
        .outerjoin(organisations, organisations.c.id == actor_roles.c.organisation_id)
        .outerjoin(passages, passages.c.id == actor_roles.c.passage_id)
        .outerjoin(versions, versions.c.id == passages.c.version_id)
        .outerjoin(articles, articles.c.id == versions.c.article_id)
        .outerjoin(annotators, annotators.c.id == actor_roles.c.annotator_id)
        .outerjoin(annotation_files, annotation_files.c.id == actor_roles.c.annotation_file_id)
    )
    query = with_newer(query).where(*where).order_by(actor_roles.c.id).limit(limit)
    for batch in connection.execute(query).partitions(BATCH):
        for row in batch:
            yield RoleRow(**row._asdict())


def show_role(connection: Connection, number: int) -> RoleRow:
    """Return one role.

    Raises:
        NoSuchRoleError: none has the number.
    """
    found = list(list_roles(connection, number=number))
    if not found:
        raise NoSuchRoleError(number)
    return found[0]


def find_roles(connection: Connection, words: str) -> dict[int, int]:
    """Return the ids of the roles that some words mean, as ``RoleWords`` says, with the ids of who held them.

    Raises:
        UnknownRoleError: they mean none; the nearest are told.
    """
    wanted, names = RoleWords(words), _names(connection)
    meant: dict[tuple[str, int | None], bool] = {}
    found = {}
    for number, whose, title, organisation in ask(connection, ROLES, {}):
        role = title, organisation
        if role not in meant:
            meant[role] = wanted.mean(title, names.get(organisation, ()))
        if meant[role]:
            found[number] = whose
    if not found:
        raise UnknownRoleError(words, nearest_names(words, _called(meant, names)))
    return found


def speaker_roles(connection: Connection, statement_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return for each statement that somebody speaks in what every speaker was at its date, in their order.

    That is empty where no role is known, and begins with "possibly" where it is not certain.
    """
    if not statement_ids:
        return {}
    question = f"""
        SELECT attributions.statement_id, attributions.position, actor_roles.title, actors.name,
            since_earliest, since_latest, until_earliest, until_latest, {FIRST_DAY}, {LAST_DAY}
        FROM attributions
        JOIN statements ON statements.id = attributions.statement_id
        JOIN passages ON passages.id = statements.passage_id
        JOIN versions ON versions.id = passages.version_id
        JOIN articles ON articles.id = versions.article_id
        {holder("LEFT JOIN", merged=has_merges(connection))}
        LEFT JOIN actors ON actors.id = actor_roles.organisation_id
        WHERE attributions.statement_id {among(connection, "statements")}
        ORDER BY attributions.statement_id, attributions.position, actor_roles.id
    """
    values = {"statements": among_value(connection, [*statement_ids])}
    links = groupby(ask(connection, question, values), itemgetter(0, 1))
    found: dict[int, tuple[str, ...]] = {}
    for (statement, _position), roles in links:
        found[statement] = (*found.get(statement, ()), _told(roles))
    return found


def _told(roles: Iterable[Found]) -> str:
    certain: list[str] = []
    possible: list[str] = []
    for _statement, _position, title, organisation, *days in roles:
        since, until, on = (Days(*days[place : place + 2]) for place in (0, 2, 4))
        if title is None or not possibly_held(since, until, on):
            continue
        (certain if certainly_held(since, until, on) else possible).append(role_called(title, organisation))
    return roles_told(
        dict.fromkeys(certain), (each for each in dict.fromkeys(possible) if each not in certain)
    )


def _names(connection: Connection) -> dict[int | None, list[str]]:
    """Return every name of each actor that somebody holds a role of, its main name first."""
    names: dict[int | None, list[str]] = {}
    for number, _order, name in sorted(ask(connection, NAMES, {})):
        names.setdefault(number, []).append(name)
    return names


def _called(roles: Iterable[tuple[str, int | None]], names: dict[int | None, list[str]]) -> Iterator[str]:
    for title, organisation in roles:
        yield title
        if organisation in names:
            yield role_called(title, names[organisation][0])
