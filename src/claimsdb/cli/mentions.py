"""The part of an actor's page that lists the articles which name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from claimsdb.cli.listing import in_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimsdb.records.mentions import ArticleMentions


def named_in(articles: tuple[ArticleMentions, ...]) -> Iterable[Text]:
    """Yield a heading, and a line for each article with how often it names the actor."""
    yield Text(f"\nNamed in {len(articles):,} article{'' if len(articles) == 1 else 's'}", style="bold")
    for each in articles:
        place = f"({in_line(each.outlet)}, {in_line(each.published)})"
        yield Text.assemble(
            f"{each.article_id}. {in_line(each.title or each.file)}  ", (f"{place}  {_counts(each)}", "dim")
        )


def _counts(article: ArticleMentions) -> str:
    counts = [f"{article.mentions:,} mention{'' if article.mentions == 1 else 's'}"]
    if article.uncoded:
        counts.append(f"{article.uncoded:,} in sentences without a claim")
    if article.ambiguous:
        counts.append(f"{article.ambiguous:,} may be another of the name")
    return ", ".join(counts)
