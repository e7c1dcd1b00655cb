"""The small parts that all pages share: names, dates, addresses, speakers, and links to other pages.

Every page but the front one lies in a folder beside those of the others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from claimsdb.formats.html.markup import Html, joined, tag, text
from claimsdb.text.dates_in_words import date_words
from claimsdb.text.shown_words import OWN_VOICE, UNKNOWN, became

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimsdb.records.rows import ChainLink, StatementRow

_LANGUAGE: Final = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_DECEMBER: Final = 12

unknown: Final = tag("span", UNKNOWN, class_="unknown")


def words(given: str | None, language: str | None = None) -> Html:
    """Return words of others, whose direction is their own; unknown said."""
    if given is None:
        return unknown
    return tag("bdi", given, lang=language_of(language) if language else None)


def language_of(language: str | None) -> str:
    """Return a language as an attribute says it: empty, which is unknown, for what is no tag of BCP 47."""
    return language if language and _LANGUAGE.fullmatch(language) else ""


@lru_cache(maxsize=2**12)
def date(edtf: str | None) -> Html:
    """Return a date in words, with its EDTF beside it where that is written otherwise."""
    if edtf is None:
        return unknown
    said = date_words(edtf)
    told = tag("time", said, datetime=edtf) if _is_plain(edtf) else text(said)
    return told if said == edtf else joined((told, tag("span", edtf, class_="edtf")), " ")


def address(url: str) -> Html:
    """Return a web address, as a link if it leads to the web and can do nothing else."""
    shown = tag("span", url, class_="url", dir="ltr")
    return tag("a", shown, href=url, rel="external noopener noreferrer") if is_web(url) else shown


def is_web(url: str) -> bool:
    """Tell whether an address is one of the web, written without anything that browsers drop or bend."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    clean = not any(each.isspace() or not each.isprintable() or each == "\\" for each in url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and clean


def to_claim(number: int, *shown: str, at: str = "") -> Html:
    """Return a link to the page of a claim."""
    return tag("a", *shown, href=f"../claims/{number}.html{at}")


def to_article(number: int, *shown: str, at: str = "") -> Html:
    """Return a link to the page of an article."""
    return tag("a", *shown, href=f"../articles/{number}.html{at}")


def to_actor(number: int, *shown: str) -> Html:
    """Return a link to the page of an actor."""
    return tag("a", *shown, href=f"../actors/{number}.html")


def anchor(statement: int) -> str:
    """Return what leads to a statement on a page that shows it."""
    return f"#s{statement}"


def claim_link(number: int, sentence: str, status: str = "", *, at: str = "") -> Html:
    """Return a link to a claim by its sentence; one that is not accepted says so."""
    return joined((to_claim(number, words(sentence), at=at), status_of(status)))


def status_of(status: str) -> Html | None:
    """Return what is said of a claim that is not accepted."""
    return (
        None if status in {"", "accepted"} else joined((" ", tag("span", status, class_=f"badge {status}")))
    )


def title_of(title: str | None, file: str | None, number: int) -> str:
    """Return what an article is called on its page and in lists."""
    return title or file or f"Article {number}"


def place_of(row: StatementRow) -> Html:
    """Return where a statement stands, as a link to it there: the article, its outlet and its date."""
    at = anchor(row.statement_id)
    return place_in_article(row.article_id, row.title, row.file, row.outlet, row.published, at=at)


def place_in_article(  # noqa: PLR0913 (what an article is told by)
    number: int,
    title: str | None,
    file: str | None,
    outlet: str | None,
    published: str | None,
    *,
    at: str = "",
) -> Html:
    """Return what an article is told by, as a link to it."""
    link = to_article(number, words(title_of(title, file, number)), at=at)
    return joined((link, " (", words(outlet), ", ", date(published), ")"))


def speakers(names: Sequence[str], roles: Iterable[str] = ()) -> Html:
    """Return a chain of speakers, nearest first, with what they were; or else that the article speaks."""
    named = [
        joined((words(name), " (", words(role), ")")) if role else words(name)
        for name, role in zip_longest(names, roles, fillvalue="")
        if name
    ]
    return joined(named, ", as told by ") if named else text(OWN_VOICE)


def chain(links: Sequence[ChainLink]) -> Html:
    """Return a chain of speakers, each a link to its page."""
    if not links:
        return text(OWN_VOICE)
    return joined(
        map(speaker, links),
        ", as told by ",
    )


def speaker(link: ChainLink) -> Html:
    """Return a speaker as a link to its page, or what the text calls it in quotation marks."""
    if link.actor_id is not None:
        return to_actor(link.actor_id, words(link.name))
    return joined(("“", words(link.label), "”"))


def quoted(row: StatementRow, language: str | None = None) -> Html:
    """Return the words a statement stands on, with a sign where some are left out."""
    all_words = " … ".join([row.quote, *(each.quote for each in row.further_passages)])
    return tag("q", words(all_words, language))


def standing(row: StatementRow) -> Html | None:
    """Return what became of a statement's passage in a newer version; nothing if there is none."""
    further = [each for each in row.further_passages if each.outcome]
    if row.outcome is None and not further:
        return None
    pieces: list[str] = []
    if row.outcome is not None:
        pieces.append(outcome(row.outcome, row.version, row.review))
    if row.original_quote:
        pieces.append(joined(("; it was ", tag("q", words(row.original_quote)))))
    pieces += [
        joined(("; ", tag("q", words(each.quote)), " ", outcome(each.outcome or "", each.version, None)))
        for each in further
    ]
    return joined(pieces)


def outcome(word: str, version: int, review: str | None) -> Html:
    """Return what became of a passage, and whether a person has looked."""
    seen = f", {review}" if review else ""
    return tag("span", f"{became(word, version)}{seen}", class_=f"badge {word}")


def facts(known: Iterable[tuple[str, Html | None]]) -> Html:
    """Return names with what is known under each; None is left out."""
    pairs = (tag("div", tag("dt", name), tag("dd", value)) for name, value in known if value is not None)
    return tag("dl", *pairs, class_="facts")


def listed(values: Iterable[str], none: Html = unknown) -> Html:
    """Return values of others, apart at semicolons."""
    shown = [words(each) for each in values]
    return joined(shown, "; ") if shown else none


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Html]]) -> Html:
    """Return a table; the first cell of a row is what it is about."""
    top = tag("tr", *(tag("th", head, scope="col") for head in heads))
    body = (
        tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest)) for first, *rest in rows
    )
    return tag(
        "div",
        tag("table", tag("caption", caption), tag("thead", top), tag("tbody", "\n", joined(body, "\n"))),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=caption,
    )


def number(value: int) -> Html:
    """Return a number."""
    return tag("span", f"{value:,}", class_="number")


def heading(level: int, *what: str, **attributes: str) -> Html:
    """Return a heading."""
    return tag(f"h{level}", *what, **attributes)


def _is_plain(edtf: str) -> bool:
    return bool(_DAY.fullmatch(edtf)) and int(edtf[5:7] or 1) <= _DECEMBER
