"""Which tables are published, and how Datasette shows each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from claimsdb.exports.flat import FLAT
from claimsdb.exports.tables import described, stored_tables, written_columns
from claimsdb.records.tables import Column, ForeignKey, PublishedTable, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sqlalchemy

HIDDEN: Final = {
    *("annotation_files", "standoffs", "claim_keys", "actor_judgements", "actor_edits", "actor_split_parts"),
    *("carryings", "carrying_candidates", "carrying_decisions"),
}
"""The tables that are about how the others came to be; Datasette lists them apart."""

SHOWN: Final[dict[str, dict[str, Any]]] = {
    "outlets": {"label": "name", "sort": "name"},
    "articles": {
        "label": "title",
        "facets": ("outlet_id", "language"),
        "searched": ("title",),
        "sort": "published_earliest",
        "descending": True,
    },
    "article_authors": {"facets": ("name",)},
    "versions": {"searched": ("text",), "size": 20},
    "passages": {"label": "quote", "searched": ("quote",)},
    "actors": {"label": "name", "facets": ("kind",), "sort": "name"},
    "actor_names": {"label": "name", "facets": ("kind", "language"), "searched": ("name",)},
    "actor_roles": {"label": "title", "facets": ("organisation_id",)},
    "claims": {"label": "sentence", "facets": ("kind", "status"), "searched": ("sentence",)},
    "claim_actors": {"facets": ("role",)},
    "claim_topics": {"facets": ("topic_id",)},
    "claim_relations": {"facets": ("kind",)},
    "statements": {"facets": ("stance", "quotation", "annotator_id")},
    "attributions": {"facets": ("position", "quotation")},
    "topics": {"label": "path", "sort": "path"},
    "annotators": {"label": "name", "facets": ("kind",)},
    "annotation_files": {"label": "file"},
    "version_facts": {"facets": ("field", "inferred")},
}
"""How a table is shown, where it is more than its rows."""

PUBLISHED_FLAT: Final = PublishedTable(
    replace(FLAT, name="flat"),
    facets=("stance", "kind", "outlet", "speakers", "topics"),
    searched=("claim", "quote"),
)

PEOPLE: Final = PublishedTable(
    Table(
        name="people",
        description="The people among the actors, and how much they said and was said about them.",
        primary_key=("id",),
        foreign_keys=(ForeignKey(("id",), "actors", ("id",)),),
        columns=(
            Column("id", "integer", "The actor.", nullable=False),
            Column("name", "string", "The name it is shown by.", nullable=False),
            Column("other_names", "string", "Its other names, apart at '; '.", nullable=True),
            Column("statements_by", "integer", "How many statements it makes.", nullable=False),
            Column("statements_about", "integer", "How many statements are about it.", nullable=False),
        ),
    ),
    label="name",
    searched=("name", "other_names"),
    sort="statements_by",
    descending=True,
)

TIMELINE: Final = PublishedTable(
    Table(
        name="timeline",
        description="Every known date, in order: of articles, of what was said, and of what is claimed.",
        primary_key=("id",),
        foreign_keys=(
            ForeignKey(("article_id",), "articles", ("id",)),
            ForeignKey(("claim_id",), "claims", ("id",)),
            ForeignKey(("statement_id",), "statements", ("id",)),
        ),
        columns=(
            Column("id", "integer", "The row's number.", nullable=False),
            Column("what", "string", "published, said or event.", nullable=False),
            Column("date", "string", "The date, EDTF (ISO 8601-2).", nullable=False),
            Column("earliest", "string", "First day it can be.", nullable=True),
            Column("latest", "string", "Last day it can be.", nullable=True),
            Column("label", "string", "The headline or the claim.", nullable=True),
            Column("article_id", "integer", "The article, if one is dated.", nullable=True),
            Column("claim_id", "integer", "The claim, if it is dated or stated.", nullable=True),
            Column("statement_id", "integer", "The statement, if one is dated.", nullable=True),
        ),
    ),
    facets=("what",),
    sort="earliest",
)


def published_tables(
    *, with_text: bool, with_originals: bool
) -> Iterator[tuple[sqlalchemy.Table, list[sqlalchemy.Column[Any]], PublishedTable]]:
    """Yield each stored table with the columns that are published, and how it is shown."""
    away = {("versions", "text"): not with_text, ("versions", "original"): not with_originals}
    for stored in stored_tables().values():
        columns = [
            each
            for each in written_columns(stored)
            if not away.get((stored.name, each.name)) and not each.name.endswith("_folded")
        ]
        yield stored, columns, _published(described(stored), {each.name for each in columns})


def _published(table: Table, names: set[str]) -> PublishedTable:
    kept = replace(table, columns=tuple(each for each in table.columns if each.name in names))
    shown = PublishedTable(kept, hidden=table.name in HIDDEN, **SHOWN.get(table.name, {}))
    return replace(shown, searched=tuple(each for each in shown.searched if each in names))
