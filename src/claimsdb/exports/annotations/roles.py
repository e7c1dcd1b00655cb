"""The roles that a text gives to actors, as an annotation of it declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.exports.annotations.anchors import anchor_of
from claimsdb.exports.annotations.naming import HERE
from claimsdb.records.annotations import RoleNote, WordsNote

if TYPE_CHECKING:
    from collections.abc import Collection

    from claimsdb.anchoring.find import Haystack
    from claimsdb.exports.annotations.naming import Naming
    from claimsdb.records.annotation_export import WrittenRole


def holders_of(roles: Collection[WrittenRole]) -> set[int]:
    """Return the actors that some roles name."""
    holders = {each.actor_id for each in roles}
    return holders | {each.organisation_id for each in roles if each.organisation_id is not None}


def give_roles(roles: Collection[WrittenRole], haystack: Haystack, naming: Naming) -> int:
    """Declare roles with the words that tell of them; return for how many no quote leads to these."""
    lost = 0
    for role in roles:
        quote = None
        if role.span is not None:
            anchor = anchor_of(haystack, [role.span])
            quote = None if anchor is None else WordsNote(anchor.quote, HERE, *anchor[1:])
            lost += anchor is None
        naming.give_role(role.actor_id, role_note(role, quote, naming))
    return lost


def role_note(role: WrittenRole, quote: WordsNote | None, naming: Naming) -> RoleNote:
    """Return a role, its organisation called as in the file."""
    of = None if role.organisation_id is None else naming.called(role.organisation_id)
    return RoleNote(role.title, HERE, of, role.since, role.until, quote)
