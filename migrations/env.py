"""Runs migrations on a connection that claimsdb hands over; it never opens a database itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import context

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData


def target_metadata() -> MetaData:
    """Return the models' tables, which only comparing and autogenerating need."""
    from claimsdb.models import Base  # noqa: PLC0415 (an upgrade need not import the models)

    return Base.metadata


def is_ours(name: str | None, kind: str, parents: object) -> bool:  # noqa: ARG001 (Alembic's signature)
    """Leave the tables inside FTS5 out of any comparison: the models do not know them."""
    return kind != "table" or not str(name).partition("_")[2].startswith("search")


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=target_metadata() if context.config.attributes.get("compare") else None,
    include_name=is_ours,
    render_as_batch=True,
    compare_type=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
