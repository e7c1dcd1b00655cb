"""What would be an index if an index could span tables; triggers keep it in step."""

from __future__ import annotations

from sqlalchemy import PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimsdb.models.base import STRICT, Base, Place


class Listing(Base):
    """A statement in the order of publication, for one who takes part in it and one way to look."""

    __tablename__ = "listings"
    __table_args__ = (
        PrimaryKeyConstraint(
            "actor_id", "speaks", "facet", "day", "article_id", "start_char", "statement_id"
        ),
        {
            "comment": "Statements by actor in the order of publication; derived from the other tables.",
            "sqlite_with_rowid": False,
            "info": {"derived": True},
            **STRICT,
        },
    )

    actor_id: Mapped[int] = mapped_column(comment="Who takes part.")
    speaks: Mapped[Place] = mapped_column(comment="1 as a speaker, 0 as one the claim is about.")
    facet: Mapped[int] = mapped_column(
        comment="0 all; 1, 2, 3 published within a month, a year, a longer span; "
        "2 * id + 2 an outlet; 2 * id + 3 a topic or one below it."
    )
    day: Mapped[Place] = mapped_column(comment="First day of publication as YYYYMMDD; 99999999 is unknown.")
    article_id: Mapped[int] = mapped_column(comment="Where it is stated.")
    start_char: Mapped[Place] = mapped_column(comment="Where in the text.")
    statement_id: Mapped[int] = mapped_column(comment="The statement.")
