"""The least that a Typer program with one SQLAlchemy Core question can be: an actor's statements as JSON."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from sqlalchemy import TableClause, column, create_engine, or_, select, table

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


def _table(name: str, columns: str) -> TableClause:
    return table(name, *(column(each) for each in columns.split()))


claims = _table("claims", "id sentence kind event_date status")
statements = _table("statements", "id claim_id passage_id stance quotation")
passages = _table("passages", "id version_id start_char end_char quote")
versions = _table("versions", "id article_id number")
articles = _table("articles", "id outlet_id title published file")
outlets = _table("outlets", "id name")
actors = _table("actors", "id name")
attributions = _table("attributions", "statement_id actor_id")
claim_actors = _table("claim_actors", "claim_id actor_id")


@app.command()
def ask(path: str, actor: Annotated[str, typer.Option()]) -> None:
    """Print the statements by and about an actor."""
    wanted = select(actors.c.id).where(actors.c.name == actor).scalar_subquery()
    by = select(attributions.c.statement_id).where(attributions.c.actor_id == wanted)
    about = select(claim_actors.c.claim_id).where(claim_actors.c.actor_id == wanted)
    query = (
        select(
            claims.c.id.label("claim_id"),
            claims.c.sentence.label("claim"),
            claims.c.kind,
            claims.c.event_date.label("when"),
            claims.c.status,
            statements.c.id.label("statement_id"),
            statements.c.stance,
            statements.c.quotation,
            passages.c.quote,
            passages.c.start_char,
            passages.c.end_char,
            versions.c.number.label("version"),
            articles.c.id.label("article_id"),
            articles.c.title,
            outlets.c.name.label("outlet"),
            articles.c.published,
            articles.c.file,
        )
        .select_from(statements)
        .join(claims, claims.c.id == statements.c.claim_id)
        .join(passages, passages.c.id == statements.c.passage_id)
        .join(versions, versions.c.id == passages.c.version_id)
        .join(articles, articles.c.id == versions.c.article_id)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
        .where(or_(statements.c.id.in_(by), claims.c.id.in_(about)))
        .order_by(articles.c.id, passages.c.start_char)
    )
    with create_engine(f"sqlite:///{path}").connect() as connection:
        rows: list[dict[str, Any]] = [row._asdict() for row in connection.execute(query)]
    typer.echo(json.dumps(rows, ensure_ascii=False))


app()
