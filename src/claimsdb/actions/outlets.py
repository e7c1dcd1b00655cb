"""Outlets: one row a name, case and accents apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.models import Outlet
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def outlet_named(session: Session, name: str | None) -> Outlet | None:
    """Return the outlet of that name, added if it is new; None stays unknown."""
    if name is None:
        return None
    folded = fold_name(name)
    outlet = session.scalar(select(Outlet).where(Outlet.name_folded == folded))
    if outlet is None:
        outlet = Outlet(name=name, name_folded=folded)
        session.add(outlet)
        session.flush()
    return outlet
