"""The passages of a statement in their paragraph: its own, and, marked otherwise, those of its speakers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text

from claimsdb.cli.output import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.records.rows import ChainLink, FurtherPassage, PassageInContext

OPEN: Final = "⟦"
CLOSE: Final = "⟧"
SIGNS: Final = {"content": (OPEN, CLOSE), "source": ("⟨", "⟩"), "cue": ("‹", "›")}
"""What stands around a passage, by its role, so that it is seen without colours."""

SIGN_STYLES: Final = {"content": "cyan", "source": "green", "cue": "magenta"}
GAP: Final = " … "


@dataclass(slots=True)
class _Run:
    """A part of a text that is shown without a break; ``start`` is the offset of its first character."""

    version: int
    start: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A passage that is to be marked, in text[start:end] of a version."""

    role: str
    version: int
    start: int
    end: int
    words: str


def marked_passages(passage: PassageInContext) -> Text:
    """Mark the passages of a statement in the text around them; those of speakers where they are shown."""
    marks, page = list(_marks(passage)), Text()
    for number, run in enumerate(_runs(passage)):
        page.append(GAP * (number > 0))
        _append(page, run, [each for each in marks if _is_in(each, run)])
    return page


def links_of(passage: PassageInContext) -> Iterator[Padding]:
    """Show the links of a chain of which more is known than who speaks, each on a line.

    First comes what the speaker was at the date of the statement.
    """
    roles = (*passage.speaker_roles, *("" for _ in passage.chain))
    for link, role in zip(passage.chain, roles, strict=False):
        was = [visible(role)] if role else []
        told = [*was, *_quoted(link), *_named("source", link.source), *_named("cue", link.cue)]
        if told:
            speaker = visible(link.name or f"“{link.label}”")
            told_of = Text.assemble(f"{link.position}. {speaker}: ", ("; ".join(told), "dim"))
            yield Padding(told_of, (0, 0, 0, 2))


def _quoted(link: ChainLink) -> Iterator[str]:
    if link.quotation:
        yield f"{link.quotation.replace('_', ' ')} quotation"


def _named(role: str, words: FurtherPassage | None) -> Iterator[str]:
    if words is not None:
        became = f", {words.outcome}, version {words.version}" if words.outcome else ""
        opening, closing = SIGNS[role]
        yield f"{role} {opening}{visible(words.quote)}{closing} {words.start_char}–{words.end_char}{became}"


def _marks(passage: PassageInContext) -> Iterator[_Mark]:
    first = passage.statement
    yield _Mark("content", first.version, first.start_char, first.end_char, first.quote)
    others = [("content", each.passage) for each in passage.further]
    for link in passage.chain:
        others += [(role, each) for role, each in (("source", link.source), ("cue", link.cue)) if each]
    for role, each in others:
        yield _Mark(role, each.version, each.start_char, each.end_char, each.quote)


def _runs(passage: PassageInContext) -> list[_Run]:
    """Return the parts of the text that are shown, around each passage of the statement."""
    first = passage.statement
    around = [
        (first.version, first.start_char, passage.before, first.quote, passage.after),
        *(
            (each.passage.version, each.passage.start_char, each.before, each.passage.quote, each.after)
            for each in passage.further
        ),
    ]
    runs: list[_Run] = []
    shown = ""
    for version, start, before, quote, after in around:
        last = runs[-1] if runs else None
        meet = last is not None and last.version == version and last.end - len(shown) <= start
        if last is not None and meet and start <= last.end - shown.endswith("…"):
            last.words = last.words[: start - last.start] + quote + after
        else:
            runs.append(_Run(version, start - len(before), before + quote + after))
        shown = after
    return runs


def _is_in(mark: _Mark, run: _Run) -> bool:
    """Tell whether a passage is shown in a run, which begins and ends with a sign if it is cut there."""
    words = run.words[max(mark.start - run.start, 0) : max(mark.end - run.start, 0)]
    return mark.version == run.version and run.start <= mark.start and words == mark.words


def _append(page: Text, run: _Run, marks: Iterable[_Mark]) -> None:
    """Write a run with signs where passages begin and end; at one place, those that end come first."""
    signs: dict[int, list[tuple[str, str]]] = {}
    inner_last = sorted(marks, key=lambda each: (each.start, -each.end))
    for each in reversed(inner_last):
        signs.setdefault(each.end, []).append((SIGNS[each.role][1], SIGN_STYLES[each.role]))
    for each in inner_last:
        signs.setdefault(each.start, []).append((SIGNS[each.role][0], SIGN_STYLES[each.role]))
    cuts = sorted({run.start, run.end, *signs})
    for cut, following in zip(cuts, [*cuts[1:], run.end], strict=True):
        for sign, style in signs.get(cut, ()):
            page.append(sign, style=style)
        inside = any(each.role == "content" and each.start <= cut < each.end for each in inner_last)
        words = visible(run.words[cut - run.start : following - run.start])
        page.append(words, style="bold underline" if inside else "")
