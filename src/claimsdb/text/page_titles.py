"""The title of a page: the headline that its own sources agree on, without the site's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.text.page_words import Said, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BETWEEN = re.compile(r"\s+(?:[-|–—·•»«›‹/<>:~]|::|\|\|)\s+|\s*[|»›]\s*|:\s+")
_MOST_PARTS: Final = 8
_LEAST: Final = 4  # letters; what is shorter may stand in other words by chance
_HEADING: Final = "h1"


def page_title(candidates: Sequence[Said], sites: Iterable[str]) -> Said | None:
    """Choose the words that most other candidates have too, and of equals those that come first.

    A candidate has them too if it is the same, or if they are what comes before or behind a mark that
    parts a title from its site. ``sites`` are names of the site, which are cut off. Where the words are
    declared too, that is where they come from.
    """
    names = {_squeezed(site) for site in sites} - {""}
    cut = [_without_site(each, names) for each in candidates]
    known = [set(map(key, _heads_and_tails(each.value))) for each in candidates]
    headings = sum(each.source == _HEADING for each in candidates)
    votes = [
        (_votes(each, cut, known, alone=headings == 1), -place, each)
        for place, each in enumerate(cut)
        if key(each.value)
    ]
    elected = max(votes, default=None)
    if elected is None or not elected[0]:
        return None
    words = key(elected[2].value)
    declared = (each for each in cut if not each.inferred and key(each.value) == words)
    return next(declared, elected[2])


def _votes(title: Said, others: Sequence[Said], known: Sequence[set[str]], *, alone: bool) -> int:
    """Count who has the words of a title; of the page's one heading, also who has it in other words.

    A heading that nobody else has may be of anything, and gets no vote.
    """
    words = key(title.value)
    same = sum(words in each for each in known)
    if title.source != _HEADING:
        return same
    if alone:
        same += sum(_is_like(words, key(each.value)) for each in others if each is not title)
    return same if same > 1 and len(words) >= _LEAST else 0


def _is_like(heading: str, title: str) -> bool:
    """Tell whether two titles share half of their words: one was shortened for search engines."""
    words, others = set(heading.split()), set(title.split())
    return heading != title and 2 * len(words & others) >= min(len(words), len(others)) > 1


def _squeezed(name: str) -> str:
    return key(name).replace(" ", "")


def _heads_and_tails(title: str) -> Iterator[str]:
    yield title
    for mark in _marks(title):
        yield title[: mark.start()]
        yield title[mark.end() :]


def _without_site(title: Said, names: set[str]) -> Said:
    words = title.value
    while True:
        marks = _marks(words)
        if marks and _is_site(words[marks[-1].end() :], names):
            words = words[: marks[-1].start()]
        elif marks and _squeezed(words[: marks[0].start()]) in names:
            words = words[marks[0].end() :]
        else:
            return title if words == title.value else Said(words, title.source, inferred=True)


def _is_site(part: str, names: set[str]) -> bool:
    """Tell whether the last part of a title is the site, or some of its name: `DianaHR` at getdianahr.com."""
    squeezed = _squeezed(part)
    return squeezed in names or (len(squeezed) >= _LEAST and any(squeezed in name for name in names))


def _marks(title: str) -> list[re.Match[str]]:
    marks = list(_BETWEEN.finditer(title))
    return marks if len(marks) <= _MOST_PARTS else marks[: _MOST_PARTS // 2] + marks[-_MOST_PARTS // 2 :]
