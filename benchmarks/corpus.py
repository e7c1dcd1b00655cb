"""Articles and claims made up by rule: the same every time, and of a usual size."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLAIMS_AN_ARTICLE: Final = 20
TOWNS: Final = ("Almaty", "Bergen", "Córdoba", "Dakar", "Évora", "Żywiec", "Омск", "Kyōto")
SPEAKERS: Final = ("Leila Haddad", "Tom Reed", "Amina Sadykova", "Jorge Peña")
DEEDS: Final = ("closed the old bridge", "voted on the harbour", "hired two engineers", "sold the tram depot")


@dataclass(frozen=True, slots=True)
class MadeClaim:
    """One claim: its sentence, the words of the text it stands on, who speaks and whom it is about."""

    sentence: str
    quote: str
    speaker: str
    about: str
    year: str


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """One article with its text and its claims."""

    title: str
    outlet: str
    published: str
    text: str
    claims: tuple[MadeClaim, ...]


def articles(claims: int) -> Iterator[MadeArticle]:
    """Yield as many articles as hold the wanted number of claims, twenty in each."""
    for first in range(0, claims, CLAIMS_AN_ARTICLE):
        number = first // CLAIMS_AN_ARTICLE + 1
        made = tuple(_claim(each) for each in range(first, min(first + CLAIMS_AN_ARTICLE, claims)))
        yield MadeArticle(
            title=f"News of the week, number {number}",
            outlet=f"{TOWNS[number % len(TOWNS)]} Courier",
            published=f"{2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            text="\n\n".join(f"On {each.year} — {each.quote}, “as planned”." for each in made),
            claims=made,
        )


def _claim(number: int) -> MadeClaim:
    town, deed = TOWNS[number % len(TOWNS)], DEEDS[number // len(TOWNS) % len(DEEDS)]
    speaker, year = SPEAKERS[number % len(SPEAKERS)], str(1950 + number % 70)
    quote = f"{speaker} said that the council of {town} {deed} under order {number}"
    return MadeClaim(
        f"The council of {town} {deed} under order {number}.", quote, speaker, f"Council of {town}", year
    )


def write_lines(path: Path, claims: int) -> None:
    """Write the articles as JSON Lines."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for article in articles(claims):
            stream.write(json.dumps(_record(article), ensure_ascii=False) + "\n")


def write_folder(folder: Path, claims: int) -> None:
    """Write the articles as texts with annotation files beside them; JSON is YAML too."""
    folder.mkdir()
    for number, article in enumerate(articles(claims), start=1):
        record = _record(article)
        del record["text"]
        (folder / f"{number:05}.txt").write_text(article.text, encoding="utf-8", newline="\n")
        (folder / f"{number:05}.claims.yaml").write_text(
            json.dumps(record, ensure_ascii=False, indent=2), encoding="utf-8", newline="\n"
        )


def _record(article: MadeArticle) -> dict[str, object]:
    return {
        "text": article.text,
        "article": {"title": article.title, "outlet": article.outlet, "published": article.published},
        "claims": [
            {
                "claim": each.sentence,
                "kind": "event",
                "when": each.year,
                "quote": each.quote,
                "speakers": [each.speaker],
                "quotation": "reported",
                "about": [each.about],
                "topics": ["Councils"],
            }
            for each in article.claims
        ],
    }
