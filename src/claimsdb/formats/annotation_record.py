"""A record made in memory → the records of one annotation, held to the same rules as the files."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.annotation import annotation_of, annotation_problems
from claimsdb.formats.json_strict import read_json
from claimsdb.records.place import Place

if TYPE_CHECKING:
    from claimsdb.formats.marks import Plain
    from claimsdb.records.annotations import Annotation, AnnotatorNote, ReviewNote, RoleNote
    from claimsdb.records.place import Problem


def read_record(record: Plain, *, called: str, line: int | None = None) -> Annotation:
    """Read a record as an annotation file would hold it; ``called`` stands for the file in problems.

    ``line`` is where in that file it comes from, if it is one.

    It goes through JSON text, so that whatever a file could not hold is refused here as well.

    Raises:
        AnnotationRefusedError: the record is not one that a file could hold; all its problems are told.
    """
    node, repeated = read_json(json.dumps(record).encode(), Place(called, line))
    if problems := [*repeated, *annotation_problems(node)]:
        raise AnnotationRefusedError(problems)
    return annotation_of(node)


def read_review(record: Plain, *, annotator: str | None) -> ReviewNote:
    """Read a review as the claims of an annotation file have it, and who records it.

    Raises:
        AnnotationRefusedError: it is not one that a file could hold; all its problems are told.
    """
    called = "the review"
    claim: Plain = {"claim": called, "quote": called, "reviews": [record]}
    try:
        annotation = read_record({"claims": [claim], "annotator": annotator}, called=called)
    except AnnotationRefusedError as refusal:
        raise AnnotationRefusedError(map(_without_claim, refusal.problems)) from refusal
    return replace(annotation.claims[0].reviews[0], annotator=annotation.annotator)


def _without_claim(problem: Problem) -> Problem:
    field, _, sentence = problem.sentence.partition(": ")
    inner = field.removeprefix("claims[0].reviews[0]").removeprefix(".")
    return replace(problem, sentence=f"{inner}: {sentence}" if inner else sentence)


def read_role(role: dict[str, Plain], annotator: str | None) -> tuple[RoleNote, AnnotatorNote | None]:
    """Read one role of an actor whose name is known elsewhere, and who records it.

    Its fields are those of an annotation file, but for ``since`` and ``until``, which those call
    ``from`` and ``to``: Python has words of its own.

    Raises:
        AnnotationRefusedError: it is not one that a file could hold.
    """
    written = {{"since": "from", "until": "to"}.get(key, key): value for key, value in role.items()}
    record: Plain = {"actors": [{"name": "-", "roles": [written]}], "annotator": annotator}
    annotation = read_record(record, called="the role")
    return annotation.actors[0].roles[0], annotation.annotator
