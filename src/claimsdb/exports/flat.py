"""The flat table: a row per statement, as ``claims`` lists them."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from claimsdb.records import vocabulary
from claimsdb.records.rows import StatementRow
from claimsdb.records.tables import Column, ForeignKey, Table

FLAT: Final = Table(
    name="flat",
    description="One row per statement, with its claim, passage and article: the rows of `claimsdb claims`.",
    primary_key=("statement_id",),
    foreign_keys=(
        ForeignKey(("claim_id",), "claims", ("id",)),
        ForeignKey(("statement_id",), "statements", ("id",)),
        ForeignKey(("article_id",), "articles", ("id",)),
    ),
    columns=(
        Column("claim_id", "integer", "The claim's number.", nullable=False),
        Column("claim", "string", "The proposition, in one sentence.", nullable=False),
        Column("kind", "string", "The project's own word for what sort of claim it is.", nullable=True),
        Column(
            "when",
            "string",
            "When what is claimed happened, EDTF (ISO 8601-2).",
            nullable=True,
            meaning="edtf",
        ),
        Column(
            "status", "string", "How far the claim is accepted.", nullable=False, enum=vocabulary.STATUSES
        ),
        Column("statement_id", "integer", "The statement's number.", nullable=False),
        Column(
            "stance",
            "string",
            "What the speaker does with the claim.",
            nullable=False,
            enum=vocabulary.STANCES,
        ),
        Column("quotation", "string", "How the words are given.", nullable=True, enum=vocabulary.QUOTATIONS),
        Column(
            "speakers",
            "string",
            "The chain of speakers, nearest first; empty: the article itself.",
            nullable=True,
            meaning="list",
        ),
        Column("about", "string", "Whom the claim is about.", nullable=True, meaning="list"),
        Column("topics", "string", "The labels of the code book.", nullable=True, meaning="list"),
        Column(
            "quote", "string", "The passage: always text[start_char:end_char] of the version.", nullable=False
        ),
        Column("start_char", "integer", "First code point of the passage, from 0.", nullable=False),
        Column("end_char", "integer", "The code point after the last.", nullable=False),
        Column("version", "integer", "Which wording of the article.", nullable=False),
        Column(
            "outcome",
            "string",
            "How the passage was carried to a newer wording; empty: it was not.",
            nullable=True,
            enum=vocabulary.OUTCOMES,
        ),
        Column("article_id", "integer", "The article's number.", nullable=False),
        Column("title", "string", "The article's headline.", nullable=True),
        Column("outlet", "string", "Who published it.", nullable=True),
        Column(
            "published", "string", "When it was published, EDTF (ISO 8601-2).", nullable=True, meaning="edtf"
        ),
        Column("file", "string", "The file it was loaded from.", nullable=True),
        Column(
            "review",
            "string",
            "Whether a person has looked at what it was carried to; empty: no question.",
            nullable=True,
            enum=vocabulary.REVIEWS,
        ),
        Column(
            "original_quote",
            "string",
            "The words that the statement was made on, where others stand now.",
            nullable=True,
        ),
        Column(
            "further_passages",
            "string",
            (
                "The passages behind the first, of a quote from which words are left out: each start-end, "
                "a space and its words, end - start code points of them, and what became of it in a newer "
                "version."
            ),
            nullable=True,
            meaning="list",
        ),
    ),
)

assert [column.name for column in FLAT.columns] == [each.name for each in fields(StatementRow)]
