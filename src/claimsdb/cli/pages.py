"""One claim, one article, one actor on a page: passages in their context, texts with claims marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from claimsdb.cli.listing import OWN_VOICE, UNKNOWN, plain
from claimsdb.cli.output import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from claimsdb.records.rows import (
        ActorDetail,
        ArticleDetail,
        ArticleRow,
        ClaimDetail,
        PassageInContext,
        RelationRow,
        StatementRow,
    )

BACKWARD: Final = {
    "supports": "is supported by",
    "contradicts": "is contradicted by",
    "same_as": "is the same as",
    "refines": "is refined by",
    "answers": "is answered by",
}
FORWARD: Final = {
    "supports": "supports",
    "contradicts": "contradicts",
    "same_as": "is the same as",
    "refines": "refines",
    "answers": "answers",
}


def claim_page(claim: ClaimDetail) -> Group:
    """Show a claim with its facts, its statements in context, and its relations."""
    about = "; ".join(f"{visible(each.name)} ({each.role})" for each in claim.about)
    facts = {
        "kind": plain(claim.kind),
        "when": plain(claim.when),
        "status": claim.status,
        "about": about or UNKNOWN,
        "topics": plain(claim.topics) or "none",
    }
    return Group(
        _heading(f"Claim {claim.claim_id}", claim.claim),
        _facts(facts),
        *(context_block(each) for each in claim.statements),
        *_relations(claim.relations),
    )


def context_block(passage: PassageInContext) -> Group:
    """Show one statement: who says it how, where, and the passage marked in its paragraph."""
    statement = passage.statement
    said = f", said {visible(passage.said)}" if passage.said else ""
    lead = Text.assemble(
        (f"\n{speakers_of(statement)}", "bold"),
        f" {statement.stance} this{said} (quotation: {plain(statement.quotation)})",
    )
    place = Text(
        f"{where(statement)}, version {statement.version}, "
        f"characters {statement.start_char}–{statement.end_char}, statement {statement.statement_id}",
        style="dim",
    )
    words = Text.assemble(visible(passage.before), *_marked(statement.quote), visible(passage.after))
    return Group(lead, place, Padding(words, (0, 0, 0, 2)))


def statement_block(passage: PassageInContext) -> Group:
    """Show one statement under its claim's sentence, for lists of statements in context."""
    statement = passage.statement
    return Group(
        Text(f"\n{statement.claim_id}. {visible(statement.claim)}", style="bold"), context_block(passage)
    )


def article_page(detail: ArticleDetail) -> Group:
    """Show an article's facts, its text with every passage marked and numbered, and the claims below."""
    article = detail.article
    facts = {
        "outlet": plain(article.outlet),
        "published": plain(article.published),
        "authors": plain(article.authors) or UNKNOWN,
        "language": plain(article.language),
        "url": plain(article.url),
        "file": plain(article.file),
        "version": f"{detail.version} of {article.versions}, captured {detail.observed_at}",
        "read by": f"{detail.reader or UNKNOWN} {detail.reader_version or ''}".rstrip(),
    }
    earlier = article.statements - len(detail.statements)
    return Group(
        _heading(f"Article {article.article_id}", article_title(article)),
        _facts(facts),
        Text(""),
        marked_text(detail.text, detail.statements),
        Text(""),
        *(_numbered(number, each) for number, each in enumerate(detail.statements, start=1)),
        *([Text(f"{earlier} more statements stand on earlier versions.", style="dim")] if earlier else []),
    )


def article_title(article: ArticleRow) -> str:
    """Return the title, or what else an article can be called by."""
    return plain(article.title or article.file)


def marked_text(text: str, statements: Iterable[StatementRow]) -> Text:
    """Mark every passage in a text and put the numbers of its statements, in brackets, at its end."""
    ends: dict[int, list[int]] = {}
    starts: dict[int, int] = {}
    for number, each in enumerate(statements, start=1):
        ends.setdefault(each.end_char, []).append(number)
        starts[each.start_char] = starts.get(each.start_char, 0) + 1
    page, depth = Text(), 0
    cuts = sorted({0, len(text), *ends, *starts})
    for cut, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if cut in ends:
            page.append("".join(f"[{number}]" for number in ends[cut]), style="bold cyan")
            depth -= len(ends[cut])
        depth += starts.get(cut, 0)
        page.append(visible(text[cut:following]), style="underline" if depth else "")
    return page


def actor_page(detail: ActorDetail) -> Group:
    """Show an actor's names and identifiers, then what was claimed by and about it."""
    actor = detail.actor
    facts = {
        "kind": plain(actor.kind),
        "names": plain(actor.names),
        "identifiers": plain(actor.identifiers) or "none",
    }
    return Group(
        _heading(f"Actor {actor.actor_id}", actor.name),
        _facts(facts),
        *_listed(f"Claimed by {visible(actor.name)}", detail.statements_by),
        *_listed(f"Claimed about {visible(actor.name)}", detail.statements_about),
    )


def _listed(heading: str, statements: tuple[StatementRow, ...]) -> Iterable[RenderableType]:
    yield Text(f"\n{heading}: {len(statements)}", style="bold")
    for each in statements:
        yield Text(f"{each.claim_id}. {visible(each.claim)}  ({speakers_of(each)} {each.stance})")
        yield Padding(Text(f"“{visible(each.quote)}”  {where(each)}", style="dim"), (0, 0, 0, 2))


def speakers_of(statement: StatementRow) -> str:
    """Return the chain of speakers, nearest first, or the article's own voice."""
    return ", as told by ".join(map(visible, statement.speakers)) or OWN_VOICE


def where(statement: StatementRow) -> str:
    """Return where a statement stands: title, outlet and date, unknown where they are not known."""
    title = plain(statement.title or statement.file)
    return f"{title} ({plain(statement.outlet)}, {plain(statement.published)})"


def _heading(what: str, name: str) -> Text:
    return Text.assemble((f"{what}  ", "dim"), (visible(name), "bold"))


def _facts(facts: dict[str, str]) -> Group:
    width = max(map(len, facts)) + 2
    return Group(*(Text.assemble((f"{name:<{width}}", "dim"), value) for name, value in facts.items()))


def _marked(quote: str) -> tuple[tuple[str, str], ...]:
    return ("⟦", "cyan"), (visible(quote), "bold underline"), ("⟧", "cyan")


def _numbered(number: int, statement: StatementRow) -> Text:
    return Text.assemble(
        (f"[{number}] ", "bold cyan"),
        visible(statement.claim),
        (f"  ({speakers_of(statement)} {statement.stance}; claim {statement.claim_id})", "dim"),
    )


def _relations(relations: Iterable[RelationRow]) -> Iterable[RenderableType]:
    for each in relations:
        verb = (FORWARD if each.forward else BACKWARD)[each.kind]
        yield Text.assemble((f"\n{verb} ", "bold"), f"claim {each.claim_id}: {visible(each.claim)}")
        if each.rationale:
            yield Padding(Text(visible(each.rationale), style="dim"), (0, 0, 0, 2))
