"""Whatever a file says of a chain, the database shows again."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.records.vocabulary import QUOTATIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database
    from claimsdb.records.rows import ChainLink, FurtherPassage

NAMES = ("Randa Kassis", "رندة قسيس", "Нурсултан Назарбаев", "習近平", "🕊 Peace Now", "Al Mayadeen TV")
WORDS = (
    *("she said", "قالت رندة قسيس", "сказал он", "習近平說", "🕊🕊", "as told by", "e\u0301te\u0301"),
    *("“quoted”", "said", "said"),  # the last two alike
)
numbers = count()

places = st.sampled_from(range(len(WORDS)))
quotations = st.none() | st.sampled_from(QUOTATIONS)
links = st.tuples(st.sampled_from(NAMES), st.booleans(), st.none() | places, st.none() | places, quotations)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[int]]:
    """Write the words in some order, and tell where each begins."""
    order = draw(st.permutations(range(len(WORDS))))
    text, starts = "", [0] * len(WORDS)
    for place in order:
        text += draw(st.sampled_from(["", "\n\n", " – ", "🙂 "])) + "|"
        starts[place] = len(text)
        text += WORDS[place] + "|"
    return text + " It rained.", starts


def words(text: str, starts: list[int], place: int | None) -> object:
    """Write words as a file has them: plainly where they stand once, or with their number."""
    if place is None or text.count(WORDS[place]) == 1:
        return None if place is None else WORDS[place]
    before = text[: starts[place]].count(WORDS[place])
    return {"quote": WORDS[place], "occurrence": before + 1}


def shown(link: ChainLink) -> tuple[object, ...]:
    def where(passage: FurtherPassage | None) -> object:
        return None if passage is None else (passage.quote, passage.start_char)

    return link.name, link.label, where(link.source), where(link.cue), link.quotation


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts(), st.lists(links, max_size=5))
def test_a_chain_comes_out_as_it_went_in(
    database: Database,
    write: Callable[[str, str], Path],
    written: tuple[str, list[int]],
    chain: list[tuple[str, bool, int | None, int | None, str | None]],
) -> None:
    text, starts = written
    speakers: list[dict[str, Any]] = [
        {
            "name" if named else "unnamed": name,
            "source": words(text, starts, source),
            "cue": words(text, starts, cue),
            "quotation": quotation,
        }
        for name, named, source, cue, quotation in chain
    ]
    number = next(numbers)
    claim = {"claim": f"It rained, {number}.", "quote": "It rained", "speakers": speakers}
    line = {"text": text, "article": {"file": f"{number}"}, "claims": [claim]}
    path = write("a.jsonl", json.dumps(line))
    (outcome,) = database.load(path).outcomes
    assert (outcome.outcome, outcome.problems) == ("added", ())
    assert outcome.article_id is not None
    (row,) = database.article(str(outcome.article_id)).statements
    (statement,) = database.claim(str(row.claim_id)).statements
    placed = [
        (
            name if named else None,
            None if named else name,
            *(None if place is None else (WORDS[place], starts[place]) for place in (source, cue)),
            quotation,
        )
        for name, named, source, cue, quotation in chain
    ]
    assert [shown(link) for link in statement.chain] == placed
    assert [link.position for link in statement.chain] == list(range(1, len(chain) + 1))
    assert database.load(path).count("unchanged") == 1
