"""Who published or broadcast."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimsdb.models.base import STRICT, Base, Identity, not_blank


class Outlet(Base):
    """A publisher or broadcaster, one row a name (case and accents apart)."""

    __tablename__ = "outlets"
    __table_args__ = (
        UniqueConstraint("name"),
        UniqueConstraint("name_folded"),
        not_blank("name"),
        {"comment": "Who published or broadcast.", **STRICT},
    )

    id: Mapped[Identity]
    name: Mapped[str] = mapped_column(comment="The name as first written down.")
    name_folded: Mapped[str] = mapped_column(comment="The name without case and accents, for matching.")
