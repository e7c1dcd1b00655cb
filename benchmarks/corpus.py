"""A corpus made up by rule: the same every time, and of a usual size and spread.

Ten claims an article, so that a million claims are 100,000 articles; a corpus begins as every smaller
one does. Names and words are drawn as they are in life, a few of them everywhere and most of them seldom;
``benchmarks/asked.py`` says which are which.
"""

from __future__ import annotations

import csv
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.asked import FREQUENT, MIDDLING, RARE
from benchmarks.chance import Chance
from benchmarks.claims import CLAIMS_AN_ARTICLE, MadeClaim, date, make_claim, tongue_of
from benchmarks.tongues import OUTLETS, WORDS, Tongue, outlet, word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLES_A_FOLDER: Final = 1000
ACTOR_KINDS: Final = ("person", "person", "organisation", "state", "group", None)


@dataclass(frozen=True, slots=True)
class Declared:
    """An actor that an article declares."""

    name: str
    kind: str | None
    alias: str


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """One article with its text, the actors that it declares, and its claims. ``published`` is EDTF."""

    title: str
    outlet: str | None
    published: str | None
    language: str
    text: str
    declared: tuple[Declared, ...]
    claims: tuple[MadeClaim, ...]


def articles(claims: int) -> Iterator[MadeArticle]:
    """Yield as many articles as hold the wanted number of claims, ten in each."""
    for first in range(0, claims, CLAIMS_AN_ARTICLE):
        made = [make_claim(number) for number in range(first, min(first + CLAIMS_AN_ARTICLE, claims))]
        yield _article(first // CLAIMS_AN_ARTICLE, tongue_of(first), tuple(made))


def write_lines(path: Path, claims: int) -> None:
    """Write the articles as JSON Lines."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for article in articles(claims):
            stream.write(json.dumps({"text": article.text} | _record(article), ensure_ascii=False) + "\n")


def write_texts(folder: Path, claims: int) -> None:
    """Write the articles without what is said of them, as texts and as a spreadsheet ``articles.csv``."""
    folder.mkdir()
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("id", "title", "outlet", "published", "language", "text"))
        for number, each in enumerate(articles(claims), 1):
            (folder / f"{number:06}.txt").write_text(each.text, encoding="utf-8", newline="\n")
            rows.writerow((number, each.title, each.outlet, each.published, each.language, each.text))


def write_folder(folder: Path, claims: int) -> None:
    """Write the articles as texts with annotation files beside them, a thousand a folder. JSON is YAML."""
    for number, article in enumerate(articles(claims)):
        below = folder / f"{number // ARTICLES_A_FOLDER:03}"
        if number % ARTICLES_A_FOLDER == 0:
            below.mkdir(parents=True)
        record = json.dumps(_record(article), ensure_ascii=False, indent=2)
        (below / f"{number:06}.txt").write_text(article.text, encoding="utf-8", newline="\n")
        (below / f"{number:06}.claims.yaml").write_text(record, encoding="utf-8", newline="\n")


def _article(number: int, tongue: Tongue, claims: tuple[MadeClaim, ...]) -> MadeArticle:
    chance = Chance(number)
    return MadeArticle(
        title=f"{word(tongue, chance.rank(WORDS))} {number}: {claims[0].saying.sentence[:50]}",
        outlet=_outlet(chance, number),
        published=None if chance.one_in(50) else date(chance, 2000, 25),
        language=tongue.language,
        text="\n\n".join(_paragraph(chance, tongue, each, fillers=number % 3) for each in claims),
        declared=(_declared(claims[0].speaker),) if number % 5 == 0 else (),
        claims=claims,
    )


def _outlet(chance: Chance, number: int) -> str | None:
    asked = (FREQUENT, MIDDLING, RARE)
    if number < len(asked):
        return asked[number].outlet
    return None if chance.one_in(60) else outlet(chance.rank(OUTLETS))


def _declared(name: str) -> Declared:
    kind = ACTOR_KINDS[zlib.crc32(name.encode()) % len(ACTOR_KINDS)]
    return Declared(name, kind, ", ".join(reversed(name.split())))


def _paragraph(chance: Chance, tongue: Tongue, claim: MadeClaim, *, fillers: int) -> str:
    filled = [
        tongue.filler.format(town=chance.one_of(tongue.towns), word=word(tongue, chance.rank(WORDS)))
        for _ in range(fillers)
    ]
    return " ".join([f"— {claim.quote}, “as planned”.", *filled])


def _record(article: MadeArticle) -> dict[str, object]:
    head: dict[str, object] = {
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
    }
    return {
        "article": _known(head),
        "actors": [
            _known({"name": each.name, "kind": each.kind, "aliases": [each.alias]})
            for each in article.declared
        ],
        "claims": [_claim_record(each) for each in article.claims],
    }


def _claim_record(claim: MadeClaim) -> dict[str, object]:
    saying = claim.saying
    subject, other = saying.about
    return _known(
        {
            "key": claim.key,
            "claim": saying.sentence,
            "kind": saying.kind,
            "when": saying.when,
            "status": saying.status,
            "about": [subject, {"object": other}],
            "topics": list(saying.topics),
            "quote": claim.quote,
            "speakers": [claim.speaker],
            "stance": claim.stance,
            "quotation": claim.quotation,
            "said": claim.said,
            "relations": [{"supports": claim.supports}] if claim.supports else None,
        }
    )


def _known(record: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in record.items() if value is not None}
