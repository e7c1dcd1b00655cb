"""Every statement with all that is recorded of it, on the wording that it was made on."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from claimsdb.anchoring.graphemes import is_boundary
from claimsdb.anchoring.offsets import UTF_16, Offsets
from claimsdb.queries.asking import among, among_value, ask, stream
from claimsdb.records.annotations import AnnotatorNote
from claimsdb.records.full_statements import FullStatement, ShownSpan
from claimsdb.records.quickly import maker_of
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from claimsdb.queries.asking import Found

    Beside: TypeAlias = Mapping[tuple[int, int], list[tuple[Any, ...]]]
    Spans: TypeAlias = dict[int, list[Span]]

CONTEXT: Final = 32
"""Code points on either side of a passage."""

BATCH: Final = 500

QUESTION: Final = """
    SELECT statements.id, claims.sentence, claims.event_date, claims.kind, claims.status, statements.stance,
        statements.quotation, statements.said, statements.recorded_at, annotation_files.file,
        annotators.name, annotators.kind, annotators.version, articles.id, articles.url, articles.file,
        articles.title, versions.text_sha256, versions.observed_at,
        claims.id, versions.id, annotation_files.id, passages.start_char, passages.end_char, passages.quote
    FROM articles
    JOIN versions ON versions.article_id = articles.id
    JOIN passages ON passages.version_id = versions.id
    JOIN statements ON statements.passage_id = passages.id
    JOIN claims ON claims.id = statements.claim_id
    LEFT JOIN annotators ON annotators.id = statements.annotator_id
    LEFT JOIN annotation_files ON annotation_files.id = statements.annotation_file_id
"""
IN_ORDER: Final = " ORDER BY articles.id, versions.number, passages.start_char, statements.id"
BY_CLAIM: Final = """
    ORDER BY claims.id, CASE WHEN published_earliest IS NULL THEN 1 ELSE 0 END, published_earliest,
        articles.id, versions.number, passages.start_char, statements.id
"""
OF_A_WORDING: Final = " WHERE articles.id = :article AND versions.text_sha256 = :text"

SPEAKERS, ABOUT, TOPICS, FURTHER, KEYS = range(5)


def full_statements(connection: Connection) -> Iterator[FullStatement]:
    """Yield every statement by article, wording and place in the text, with constant memory."""
    yield from _in_batches(connection, stream(connection, QUESTION + IN_ORDER, {}, batch=BATCH))


def statements_of_claims(connection: Connection, claims: list[int]) -> Iterator[FullStatement]:
    """Yield the statements of some claims, claim by claim, by the date of their articles."""
    question = f"{QUESTION} WHERE claims.id {among(connection, 'claims')} {BY_CLAIM}"
    values = {"claims": among_value(connection, claims)}
    yield from _in_batches(connection, stream(connection, question, values, batch=BATCH))


def statements_on(connection: Connection, article: int, text_sha256: str) -> list[FullStatement]:
    """Return the statements that stand on one wording of an article."""
    values = {"article": article, "text": text_sha256}
    found = ask(connection, QUESTION + OF_A_WORDING + IN_ORDER, values)
    return list(_in_batches(connection, iter([found])))


def count_all(connection: Connection) -> int:
    """Return how many statements there are."""
    ((number,),) = ask(connection, "SELECT count(*) FROM statements", {})
    return int(number)


def _in_batches(connection: Connection, batches: Iterator[list[Found]]) -> Iterator[FullStatement]:
    rows = chain.from_iterable(batches)
    while batch := list(islice(rows, BATCH)):
        beside = _beside(connection, batch)
        shown = _shown(connection, batch, beside)
        for row in batch:
            yield _statement(row, beside, shown[row[0]])


def _statement(row: Found, beside: Beside, shown: Sequence[ShownSpan]) -> FullStatement:
    statement, claim, file = row[0], row[19], row[21]
    keys = [key for _place, number, key, _ in beside.get((KEYS, claim), ()) if number == file]
    return _maker()(
        *row[:10],
        *row[13:20],
        AnnotatorNote(*row[10:13]) if row[10] is not None else None,
        min(keys) if keys else None,
        tuple((name, label) for _, _, name, label in beside.get((SPEAKERS, statement), ())),
        tuple((name, role) for _, _, name, role in beside.get((ABOUT, claim), ())),
        tuple(path for _, _, path, _ in beside.get((TOPICS, claim), ())),
        tuple(shown),
    )


@cache
def _maker() -> Callable[..., FullStatement]:
    return maker_of(FullStatement, last=("annotator", "key", "speakers", "about", "topics", "passages"))


def _beside(connection: Connection, rows: list[Found]) -> Beside:
    """Return what stands in other tables, by its kind and the number of the statement or claim."""
    values = {
        "statements": among_value(connection, [row[0] for row in rows]),
        "claims": among_value(connection, list({row[19] for row in rows})),
    }
    question = _beside_sql(among(connection, "statements"), among(connection, "claims"))
    found: defaultdict[tuple[int, int], list[tuple[Any, ...]]] = defaultdict(list)
    rows_beside = sorted(ask(connection, question, values), key=lambda row: (*row[:4], row[4] or ""))
    for kind, owner, *rest in rows_beside:
        found[kind, owner].append(tuple(rest))
    return found


@cache
def _beside_sql(among_statements: str, among_claims: str) -> str:
    return f"""
        SELECT {SPEAKERS}, statement_id, position, 0, actors.name, label
        FROM attributions LEFT JOIN actors ON actors.id = actor_id WHERE statement_id {among_statements}
        UNION ALL
        SELECT {ABOUT}, claim_id, position, actor_id, actors.name, role
        FROM claim_actors JOIN actors ON actors.id = actor_id WHERE claim_id {among_claims}
        UNION ALL
        SELECT {TOPICS}, claim_id, 0, 0, topics.path, ''
        FROM claim_topics JOIN topics ON topics.id = topic_id WHERE claim_id {among_claims}
        UNION ALL
        SELECT {FURTHER}, statement_id, position, start_char, quote, ''
        FROM statement_passages JOIN passages ON passages.id = passage_id
        WHERE role = 'content' AND statement_id {among_statements}
        UNION ALL
        SELECT {KEYS}, claim_id, 0, annotation_file_id, key, ''
        FROM claim_keys WHERE claim_id {among_claims}
    """


def _shown(connection: Connection, rows: list[Found], beside: Beside) -> Mapping[int, list[ShownSpan]]:
    """Return the passages of each statement with the words around them; one text at a time is in memory."""
    spans: defaultdict[int, Spans] = defaultdict(dict)
    for row in rows:
        statement, version = row[0], row[20]
        further = (
            Span(start, start + len(quote), quote)
            for _, start, quote, _ in beside.get((FURTHER, statement), ())
        )
        spans[version][statement] = [Span(*row[22:25]), *further]
    shown: dict[int, list[ShownSpan]] = {}
    values = {"versions": among_value(connection, list(spans))}
    question = f"SELECT id, text FROM versions WHERE id {among(connection, 'versions')}"
    for ((version, text),) in stream(connection, question, values, batch=1):
        offsets = Offsets(text, UTF_16)
        for statement, each in spans[version].items():
            shown[statement] = [_with_context(text, span, offsets) for span in each]
    return shown


def _with_context(text: str, span: Span, offsets: Offsets) -> ShownSpan:
    start, end = span.start_char, span.end_char
    first, last = max(start - CONTEXT, 0), min(end + CONTEXT, len(text))
    while first < start and not is_boundary(text, first):
        first += 1
    while last > end and not is_boundary(text, last):
        last -= 1
    return ShownSpan(span, text[first:start], text[end:last], offsets.counted(start), offsets.counted(end))
