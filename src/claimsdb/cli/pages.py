"""One claim, one article, one actor on a page: passages in their context, texts with claims marked."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from claimsdb.cli.judgements import judgement_lines
from claimsdb.cli.listing import in_line, plain, quoted, standing, where
from claimsdb.cli.marked import links_of, marked_passages
from claimsdb.cli.mentions import named_in
from claimsdb.cli.output import visible
from claimsdb.cli.role_pages import roles_held
from claimsdb.cli.tables import facts
from claimsdb.cli.verdicts import verdicts
from claimsdb.text.shown_runs import CLOSE, OPEN
from claimsdb.text.shown_words import BACKWARD, FORWARD, OWN_VOICE, UNKNOWN, manner

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

PAGE_FIELDS: Final = ("title", "outlet", "published", "authors", "language", "url")
"""What a page can say of itself, in the order shown."""


def claim_page(claim: ClaimDetail) -> Group:
    """Show a claim with its facts, its statements in context, its relations, and the verdicts on it."""
    about = "; ".join(f"{visible(each.name)} ({each.role})" for each in claim.about)
    known = {
        "kind": plain(claim.kind),
        "when": plain(claim.when),
        "status": claim.status,
        "about": about or UNKNOWN,
        "topics": plain(claim.topics) or "none",
    }
    return Group(
        _heading(f"Claim {claim.claim_id}", claim.claim),
        facts(known),
        *(Group("", told_block(each)) for each in claim.statements),
        *_relations(claim.relations),
        *verdicts(claim.reviews),
    )


def told_block(passage: PassageInContext) -> Group:
    """Show one statement: who says what, in a sentence, and its passages in their paragraph."""
    statement = passage.statement
    said = f"said {visible(passage.said)}" if passage.said else ""
    told = Text("; ".join(filter(None, (manner(statement.quotation), said))), style="dim")
    return Group(
        Text(visible(passage.told_as), style="bold"),
        *([told] if told else []),
        *_place(passage),
        *links_of(passage),
        _words(passage),
    )


def context_block(passage: PassageInContext) -> Group:
    """Show one statement: who says it how, where, and the passage marked in its paragraph."""
    statement = passage.statement
    said = f", said {visible(passage.said)}" if passage.said else ""
    how = f" ({manner(statement.quotation)})" if manner(statement.quotation) else ""
    lead = Text.assemble(
        (speakers_with_roles(passage), "bold"),
        f" {statement.stance} this{said}{how}",
    )
    return Group(lead, *_place(passage), _words(passage))


def _place(passage: PassageInContext) -> Iterable[Text]:
    statement = passage.statement
    yield Text(
        f"{where(statement)}, version {statement.version}, "
        f"characters {_spans(statement)}, statement {statement.statement_id}",
        style="dim",
    )
    if statement.outcome:
        likeness = (
            f" ({passage.score:.0f} % alike)" if statement.outcome == "altered" and passage.score else ""
        )
        yield Text(f"{standing(statement)}{likeness}", style="yellow" if statement.review else "dim")


def _spans(statement: StatementRow) -> str:
    return ", ".join(f"{start}–{end}" for start, end in spans_of(statement))


def _words(passage: PassageInContext) -> Padding:
    return Padding(marked_passages(passage), (0, 0, 0, 2))


def statement_block(passage: PassageInContext) -> Group:
    """Show one statement under its claim's sentence, for lists of statements in context."""
    statement = passage.statement
    sentence = Text(f"{statement.claim_id}. {visible(statement.claim)}", style="bold")
    return Group(sentence, context_block(passage))


def article_page(detail: ArticleDetail) -> Group:
    """Show an article's facts, its text with every passage marked and numbered, and the claims below."""
    article = detail.article
    known = {
        **{field: known_from(detail, field) for field in PAGE_FIELDS},
        "file": plain(article.file),
    }
    heading = _heading(f"Article {article.article_id}", article_title(article))
    if detail.version is None:
        return Group(heading, facts({**known, "text": "none yet"}))
    known |= {
        "version": f"{detail.version} of {article.versions}, captured {detail.observed_at}",
        "read by": f"{detail.reader or UNKNOWN} {detail.reader_version or ''}".rstrip(),
    }
    if others := otherwise_said(detail):
        known["page says"] = others
    here = [each for each in detail.statements if each.version == detail.version]
    elsewhere = [each for each in detail.statements if each.version != detail.version]
    return Group(
        heading,
        facts(known),
        Text(""),
        marked_text(detail.text, here),
        Text(""),
        *(_numbered(number, each) for number, each in enumerate(here, start=1)),
        *([Text("\nOn earlier versions only:", style="bold")] if elsewhere else []),
        *(_numbered(number, each) for number, each in enumerate(elsewhere, start=len(here) + 1)),
    )


def known_from(detail: ArticleDetail, field: str) -> str:
    """Return what is known of an article and where that comes from."""
    value = plain(getattr(detail.article, field)) or UNKNOWN
    origin = next((each for each in detail.origins if each.field == field), None)
    if origin is None:
        return value
    return f"{value} ({'inferred from ' if origin.inferred else ''}{visible(origin.source)})"


def otherwise_said(detail: ArticleDetail) -> str:
    """Return what the page says of itself where an annotation outranks it."""
    taken = {each.field.removesuffix("s") for each in detail.origins if each.version == detail.version}
    facts = [each for each in detail.facts if each.field not in taken]
    return "; ".join(f"{each.field} “{visible(each.value)}” ({visible(each.source)})" for each in facts)


def article_title(article: ArticleRow) -> str:
    """Return the title, or what else an article can be called by."""
    return plain(article.title or article.file)


def marked_text(text: str, statements: Iterable[StatementRow]) -> Text:
    """Mark where every passage begins and ends in a text, and put its statements' numbers at its end."""
    ends: dict[int, list[int]] = {}
    starts: dict[int, int] = {}
    for number, each in enumerate(statements, start=1):
        for start, end in spans_of(each):
            ends.setdefault(end, []).append(number)
            starts[start] = starts.get(start, 0) + 1
    page, depth = Text(), 0
    cuts = sorted({0, len(text), *ends, *starts})
    for cut, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if cut in ends:
            page.append(CLOSE * len(ends[cut]), style="cyan")
            page.append("".join(f"[{number}]" for number in ends[cut]), style="bold cyan")
            depth -= len(ends[cut])
        if cut in starts:
            page.append(OPEN * starts[cut], style="cyan")
            depth += starts[cut]
        page.append(visible(text[cut:following]), style="underline" if depth else "")
    return page


def spans_of(statement: StatementRow) -> list[tuple[int, int]]:
    """Return where the passages of a statement begin and end, of those in one text with its first."""
    further = (
        (each.start_char, each.end_char)
        for each in statement.further_passages
        if each.version == statement.version
    )
    return [(statement.start_char, statement.end_char), *further]


def actor_page(detail: ActorDetail) -> Group:
    """Show an actor's names, identifiers and roles, what was claimed by and about it, and who names it."""
    actor = detail.actor
    known = {
        "kind": plain(actor.kind),
        "names": plain(actor.names),
        "identifiers": plain(actor.identifiers) or "none",
    }
    if detail.merged:
        known["merged"] = plain(tuple(f"{each.name} ({each.actor_id})" for each in detail.merged))
    return Group(
        _heading(f"Actor {actor.actor_id}", actor.name),
        facts(known),
        *roles_held(detail.roles),
        *judgement_lines(detail.judgements),
        *_listed(f"Claimed by {visible(actor.name)}", detail.statements_by),
        *_listed(f"Claimed about {visible(actor.name)}", detail.statements_about),
        *named_in(detail.mentions),
    )


def _listed(heading: str, statements: tuple[StatementRow, ...]) -> Iterable[RenderableType]:
    yield Text(f"\n{heading}: {len(statements)}", style="bold")
    for each in statements:
        yield Text(f"{each.claim_id}. {visible(each.claim)}  ({speakers_of(each)} {each.stance})")
        place = "  ".join(filter(None, (where(each), standing(each))))
        yield Padding(Text(f"{visible(quoted(each))}  {place}", style="dim"), (0, 0, 0, 2))


def speakers_of(statement: StatementRow) -> str:
    """Return the chain of speakers, nearest first, or the article's own voice."""
    return ", as told by ".join(map(visible, statement.speakers)) or OWN_VOICE


def speakers_with_roles(passage: PassageInContext) -> str:
    """Return the same, with what each was at that date: "Randa Kassis (possibly envoy of Syria)"."""
    speakers = zip_longest(passage.statement.speakers, passage.speaker_roles, fillvalue="")
    named = (f"{visible(name)} ({visible(role)})" if role else visible(name) for name, role in speakers)
    return ", as told by ".join(named) or OWN_VOICE


def _heading(what: str, name: str) -> Text:
    return Text.assemble((f"{what}  ", "dim"), (in_line(name), "bold"))


def _numbered(number: int, statement: StatementRow) -> Text:
    return Text.assemble(
        (f"[{number}] ", "bold cyan"),
        visible(statement.claim),
        (f"  ({speakers_of(statement)} {statement.stance}; claim {statement.claim_id})", "dim"),
        (f"  {standing(statement)}" if statement.outcome else "", "yellow" if statement.review else "dim"),
    )


def _relations(relations: Iterable[RelationRow]) -> Iterable[RenderableType]:
    for each in relations:
        verb = (FORWARD if each.forward else BACKWARD)[each.kind]
        yield Text.assemble((f"\n{verb} ", "bold"), f"claim {each.claim_id}: {visible(each.claim)}")
        why = [each.rationale or "", f"(judged by {each.annotator})" if each.annotator else ""]
        if reason := " ".join(filter(None, why)):
            yield Padding(Text(visible(reason), style="dim"), (0, 0, 0, 2))
