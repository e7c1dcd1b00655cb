"""What a schema cannot say of an annotation: dates, keys that are unique, ties to other claims, scales."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from claimsdb.errors.dates import NotEDTFError
from claimsdb.errors.roles import RoleReversedError
from claimsdb.formats.wording import shown
from claimsdb.records.vocabulary import RELATIONS
from claimsdb.text.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.formats.marks import Node
    from claimsdb.records.place import Place, Problem

RATING_NUMBERS: Final = ("value", "worst", "best")
"""The fields of a review that are numbers."""


def further_problems(record: Node) -> Iterator[Problem]:
    """The faults in the sense of a record, whatever its shape: it need not fit the schema."""
    claims = record.items("claims")
    yield from _date_problems(record, claims)
    yield from _reversed_roles(record)
    yield from _repeated_keys(claims)
    yield from _ties_to_itself(claims)
    yield from _numbers_off_scale(claims)


def date_text(node: Node) -> str:
    """A date as text; in JSON a year may be a number, and 2015.0 is the same number as 2015."""
    return str(int(node.value)) if isinstance(node.value, float) else str(node.value).strip()


def _date_problems(record: Node, claims: Sequence[Node]) -> Iterator[Problem]:
    for node in _dates(record, claims):
        try:
            parse_edtf(date_text(node))
        except NotEDTFError as error:
            yield node.problem(error.sentence)


def _dates(record: Node, claims: Sequence[Node]) -> Iterator[Node]:
    article = record.get("article")
    fields = [article.get("published")] if article else []
    for claim in claims:
        fields += [claim.get("when"), claim.get("said")]
        fields += [statement.get("said") for statement in claim.items("statements")]
        fields += [review.get("date") for review in claim.items("reviews")]
    for role in _roles(record):
        fields += [role.get("from"), role.get("to")]
    yield from (node for node in fields if node is not None and _may_be_date(node))


def _roles(record: Node) -> Iterator[Node]:
    for actor in record.items("actors"):
        yield from actor.items("roles")


def _reversed_roles(record: Node) -> Iterator[Problem]:
    for role in _roles(record):
        ends = role.get("from"), role.get("to")
        try:
            since, until = (parse_edtf(date_text(end)) if end and _may_be_date(end) else None for end in ends)
        except NotEDTFError:  # told already
            continue
        if since and until and since.earliest and until.latest and since.earliest > until.latest:
            yield role.entry("to").problem(RoleReversedError(since.edtf, until.edtf).sentence)


def _may_be_date(node: Node) -> bool:
    """Whether the schema lets it stand as a date, so that it is not refused twice."""
    match node.value:
        case bool():
            return False
        case str(text):
            return not text.isspace() and text != ""
        case float(number):
            return number.is_integer()
        case value:
            return isinstance(value, int)


def _repeated_keys(claims: Sequence[Node]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for claim in claims:
        node = claim.get("key")
        if node is None or not isinstance(node.value, str):
            continue
        if node.value in first:
            yield node.problem(
                f"{shown(node.value)} is the key of two claims, first at {first[node.value]}; rename one"
            )
        first.setdefault(node.value, node.place)


def _ties_to_itself(claims: Sequence[Node]) -> Iterator[Problem]:
    for claim in claims:
        key, file = claim.text("key"), claim.place.file
        targets = list(_targets(claim)) if key else []
        itself = {key, f"{file}#{key}", f"{PurePath(file).name}#{key}"} if targets else set()
        for target in targets:
            if isinstance(target.value, str) and target.value in itself:
                yield target.problem(f"{shown(target.value)} is this claim itself; name another claim")


def _targets(claim: Node) -> Iterator[Node]:
    """The names of the claims that a claim is related to, or that are evidence of its reviews."""
    named = [relation.get(kind) for relation in claim.items("relations") for kind in RELATIONS]
    for review in claim.items("reviews"):
        named += [evidence.get("claim") for evidence in review.items("evidence")]
    yield from (each for each in named if each is not None)


def _numbers_off_scale(claims: Sequence[Node]) -> Iterator[Problem]:
    for review in (review for claim in claims for review in claim.items("reviews")):
        value, worst, best = (_number(review.get(key)) for key in RATING_NUMBERS)
        if worst is not None and best is not None and worst >= best:
            yield review.entry("worst").problem(f"{worst:g} is not below «best», {best:g}; swap or mend them")
        elif value is None:
            for key in RATING_NUMBERS[1:]:
                if _number(review.get(key)) is not None and review.get("value") is None:
                    yield review.entry(key).problem("is the end of a scale without «value»; write that too")
        elif worst is not None and value < worst:
            yield review.entry("value").problem(f"{value:g} is below «worst», {worst:g}; mend one of them")
        elif best is not None and value > best:
            yield review.entry("value").problem(f"{value:g} is above «best», {best:g}; mend one of them")


def _number(node: Node | None) -> float | None:
    """The number, if it is one that the schema lets stand."""
    value = node.value if node is not None else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
