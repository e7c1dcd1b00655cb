"""Where a program says that a quote stands: proven, never looked for elsewhere."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from claimsdb.errors.anchoring import NotWhereSaidError, SpansOutOfOrderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.records.texts import Span


def proven(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans, once each quote stands at its place, in order and apart.

    Raises:
        NotWhereSaidError: other words stand there, or the text is shorter.
        SpansOutOfOrderError: a span begins before the one before it ends.
    """
    for span in spans:
        if not 0 <= span.start_char < span.end_char or text[span.start_char : span.end_char] != span.quote:
            raise NotWhereSaidError(span, text[max(span.start_char, 0) : max(span.end_char, 0)])
    for one, following in pairwise(spans):
        if following.start_char < one.end_char:
            raise SpansOutOfOrderError(one, following)
    return tuple(spans)
