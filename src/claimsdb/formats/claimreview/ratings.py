"""Ratings of reviews as publishers write them: words, numbers, numbers as words, and scales that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.formats.claimreview.fields import line, number
from claimsdb.formats.json_fields import refusal

if TYPE_CHECKING:
    from collections import Counter

    from claimsdb.formats.marks import Node, Plain

    Mapping = dict[str, Plain]

MOST: Final = 1e9
"""The largest number that a rating may have."""


def rated(node: Node, lost: Counter[str]) -> Mapping:
    """Return the verdict as an annotation file has it: the reviewer's words, and a number on a scale.

    Raises:
        AnnotationRefusedError: there is no verdict at all.
    """
    rating = node.get("reviewRating")
    words = line(node, "reviewRating")
    if rating is not None and isinstance(rating.value, list):
        rating = next(iter(rating.elements()), None)
    if rating is None or not isinstance(rating.value, dict):
        rating = None
    else:
        words = line(rating, "alternateName", "name") or line(rating, "ratingValue", "description")
    if words is None:
        raise refusal(node, "it gives no verdict: «reviewRating» wants an «alternateName» or a «ratingValue»")
    scale = [number(rating, f"{key}Rating") for key in ("worst", "best")]
    value = number(rating, "ratingValue")
    if not _is_on_scale(value, *scale):
        lost["numbers of ratings that are on no scale"] += 1
        value, scale = None, [None, None]
    return {"rating": words, "value": value, "worst": scale[0], "best": scale[1]}


def _is_on_scale(value: float | None, worst: float | None, best: float | None) -> bool:
    if any(each is not None and abs(each) > MOST for each in (value, worst, best)):
        return False
    if value is None:
        return worst is None and best is None
    if worst is not None and best is not None and not worst < best:
        return False
    return (worst is None or worst <= value) and (best is None or value <= best)
