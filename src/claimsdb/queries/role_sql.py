"""Who speaks in a role, written out: the conditions on the links of a chain and the roles held."""

from __future__ import annotations

from typing import Final


def holder(join: str = "JOIN", *, merged: bool) -> str:
    """Write how roles are joined to a speaker: the one place where it is taken to be the holder of a role.

    Where actors are ``merged``, a speaker holds the roles of all that are one with it.
    """
    if not merged:
        return f"{join} actor_roles ON actor_roles.actor_id = attributions.actor_id"
    stands = "coalesce(speaking.merged_into_id, speaking.id)"
    return f"""
        {join} actors AS speaking ON speaking.id = attributions.actor_id
        {join} actors AS holding ON holding.id = {stands} OR holding.merged_into_id = {stands}
        {join} actor_roles ON actor_roles.actor_id = holding.id
    """


FIRST_DAY: Final = (
    "CASE WHEN statements.said IS NULL THEN articles.published_earliest ELSE statements.said_earliest END"
)
LAST_DAY: Final = (
    "CASE WHEN statements.said IS NULL THEN articles.published_latest ELSE statements.said_latest END"
)
"""Between which days a statement was made: as it was said, or else as its article was published."""

POSSIBLY: Final = f"""
    (actor_roles.since_earliest IS NULL OR {LAST_DAY} IS NULL OR actor_roles.since_earliest <= {LAST_DAY})
    AND (actor_roles.until_latest IS NULL OR {FIRST_DAY} IS NULL OR actor_roles.until_latest >= {FIRST_DAY})
"""
CERTAINLY: Final = f"""
    (actor_roles.since_latest <= {FIRST_DAY} OR actor_roles.until_latest <= {FIRST_DAY})
    AND (actor_roles.until_earliest >= {LAST_DAY} OR actor_roles.since_earliest >= {LAST_DAY})
"""
"""When a role was held at that date, as ``text/role_logic.py`` says it."""


def spoken_in_role(among: str, *, certainly: bool, merged: bool) -> str:
    """Write the condition that a speaker held one of some roles when a statement was made."""
    return f"""
        EXISTS (
            SELECT 1 FROM attributions {holder(merged=merged)}
            WHERE attributions.statement_id = statements.id AND actor_roles.id {among}
            AND {CERTAINLY if certainly else POSSIBLY}
        )
    """
