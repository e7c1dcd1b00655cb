"""The page of an article: its text with every passage marked, and its statements beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.formats.html.frame import Frame, page, titled
from claimsdb.formats.html.marked import Marked, marked_text
from claimsdb.formats.html.markup import Html, joined, tag, text
from claimsdb.formats.html.words import (
    address,
    anchor,
    chain,
    claim_link,
    date,
    facts,
    heading,
    language_of,
    listed,
    number,
    quoted,
    standing,
    table,
    title_of,
    unknown,
    words,
)
from claimsdb.records.vocabulary import OUTCOMES, SAME_WORDS
from claimsdb.text.shown_words import UNKNOWN, manner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.records.history import VersionRow
    from claimsdb.records.rows import ArticleDetail, StatementRow
    from claimsdb.records.site import ArticlePage

PAGE_FIELDS: Final = ("title", "outlet", "published", "authors", "language", "url")


def article_page(site: str, given: ArticlePage) -> Html:
    """Return the page of an article."""
    article = given.detail.article
    called = title_of(article.title, article.file, article.article_id)
    here, elsewhere = _in_order(given.detail)
    return page(
        Frame(site, titled(f"Article {article.article_id}: {called}"), "articles"),
        tag("p", f"Article {article.article_id}", class_="kicker"),
        heading(1, called, dir="auto", lang=language_of(article.language)),
        facts(_facts(given)),
        _reading(given, here),
        _elsewhere(given, elsewhere, len(here)),
        _versions(given.versions),
    )


def _in_order(detail: ArticleDetail) -> tuple[list[StatementRow], list[StatementRow]]:
    """Return the statements on the text that is shown, by place, and those on earlier ones only."""
    place = sorted(detail.statements, key=lambda each: (each.start_char, -each.end_char, each.statement_id))
    here = [each for each in place if each.version == detail.version]
    return here, [each for each in place if each.version != detail.version]


def _facts(given: ArticlePage) -> Iterator[tuple[str, Html | None]]:
    detail, article = given.detail, given.detail.article
    outlet = words(article.outlet)
    if given.outlet_id is not None:
        outlet = tag("a", outlet, href=f"../outlets/{given.outlet_id}.html")
    shown = {
        "title": words(article.title, article.language),
        "outlet": outlet,
        "published": date(article.published),
        "authors": listed(article.authors),
        "language": words(article.language),
        "url": address(article.url) if article.url else unknown,
    }
    for field in PAGE_FIELDS:
        yield field, joined((shown[field], _from(detail, field)))
    yield "file", words(article.file)
    if detail.version is None:
        yield "text", text("none yet")
        return
    yield "version", joined((f"{detail.version} of {article.versions}, captured ", date(detail.observed_at)))
    yield "read by", text(f"{detail.reader or UNKNOWN} {detail.reader_version or ''}".rstrip())
    yield "page says", _otherwise(detail)


def _from(detail: ArticleDetail, field: str) -> Html | None:
    origin = next((each for each in detail.origins if each.field == field), None)
    if origin is None:
        return None
    how = "inferred from " if origin.inferred else "from "
    return joined((" ", tag("span", f"({how}", words(origin.source), ")", class_="origin")))


def _otherwise(detail: ArticleDetail) -> Html | None:
    """Return what the page says of itself where an annotation outranks it."""
    taken = {each.field.removesuffix("s") for each in detail.origins if each.version == detail.version}
    said = [each for each in detail.facts if each.field not in taken]
    shown = (joined((f"{each.field} “", words(each.value), "” (", words(each.source), ")")) for each in said)
    return joined(shown, "; ") if said else None


def _reading(given: ArticlePage, here: Sequence[StatementRow]) -> Html | None:
    if given.detail.version is None:
        return None
    return tag("div", _text(given.detail, here), _beside(given, here), class_="reading")


def _text(detail: ArticleDetail, here: Sequence[StatementRow]) -> Html:
    paragraphs = marked_text(detail.text, list(_marks(here)))
    return tag(
        "section",
        heading(2, "Text", id="text"),
        tag("div", "\n", joined(paragraphs, "\n"), class_="text", lang=language_of(detail.article.language)),
    )


def _marks(here: Sequence[StatementRow]) -> Iterator[Marked]:
    for place, row in enumerate(here, start=1):
        yield Marked(
            place, row.statement_id, row.start_char, row.end_char, uncertain=_is_uncertain(row.outcome)
        )
        for part, each in enumerate(row.further_passages, start=2):
            if each.version == row.version:
                uncertain = _is_uncertain(each.outcome)
                yield Marked(place, row.statement_id, each.start_char, each.end_char, part, uncertain)


def _is_uncertain(outcome: str | None) -> bool:
    return outcome is not None and outcome not in SAME_WORDS


def _beside(given: ArticlePage, here: Sequence[StatementRow]) -> Html:
    items = (_item(given, place, each) for place, each in enumerate(here, start=1))
    return tag(
        "section",
        heading(2, f"Statements: {len(here):,}", id="statements"),
        tag("ol", *items, class_="statements") if here else tag("p", "No claim stands on this text."),
    )


def _item(given: ArticlePage, place: int, row: StatementRow, quote: Html | None = None) -> Html:
    """Return a statement in a list; ``quote`` are its words if the text has no place for them."""
    at = "#statements" if row.claim_id in given.many else anchor(row.statement_id)
    back = tag("a", str(place), href=f"#p{row.statement_id}", aria_label=f"{place}, in the text")
    label = text(str(place)) if quote else back
    speakers = chain(given.chains.get(row.statement_id, ()))
    told = joined(
        (speakers, f" {row.stance}", f" ({manner(row.quotation)})" if manner(row.quotation) else "")
    )
    return tag(
        "li",
        tag("span", label, class_="place-number"),
        tag("p", claim_link(row.claim_id, row.claim, row.status, at=at), class_="claim"),
        tag("p", told, joined((": ", quote)) if quote else None, class_="told"),
        _became(given, row),
        id=anchor(row.statement_id)[1:],
        value=place,
    )


def _became(given: ArticlePage, row: StatementRow) -> Html | None:
    became = standing(row)
    if became is None:
        return None
    quoted_at = given.quoted_at.get(row.statement_id)
    where = ""
    if quoted_at is not None:
        where = f"; quoted in version {quoted_at.version}, {quoted_at.start_char:,}–{quoted_at.end_char:,}"
    return tag("p", became, where, class_="became")


def _elsewhere(given: ArticlePage, rows: Sequence[StatementRow], before: int) -> Html | None:
    if not rows:
        return None
    language = given.detail.article.language
    items = (
        _item(given, place, each, quoted(each, language)) for place, each in enumerate(rows, start=before + 1)
    )
    return tag(
        "section",
        heading(2, "On earlier versions only", id="earlier"),
        tag("ol", *items, class_="statements"),
    )


def _versions(versions: Sequence[VersionRow]) -> Html | None:
    if not versions:
        return None
    heads = ("version", "captured", "words added", "words removed", "statements made on it", "carried to it")
    rows = (
        (
            text(str(each.version)),
            date(each.observed_at),
            text("–") if each.words_added is None else number(each.words_added),
            text("–") if each.words_removed is None else number(each.words_removed),
            number(each.statements),
            text(_carried(each)),
        )
        for each in versions
    )
    return joined((heading(2, "Versions", id="versions"), table("Versions of this article", heads, rows)))


def _carried(version: VersionRow) -> str:
    counts = ((getattr(version, word), word) for word in (*OUTCOMES, "waiting"))
    return ", ".join(f"{count:,} {word}" for count, word in counts if count) or "nothing"
