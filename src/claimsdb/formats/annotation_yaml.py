"""``NAME.claims.yaml`` → the records of one annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.annotation import annotation_of, annotation_problems
from claimsdb.formats.annotation_checks import RATING_NUMBERS
from claimsdb.formats.marks import Node
from claimsdb.formats.yaml_marks import LARGEST, read_yaml
from claimsdb.records.place import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.formats.marks import Path
    from claimsdb.records.annotations import Annotation


def read_annotation(raw: bytes, *, file: str, limit: int = LARGEST) -> Annotation:
    """Read an annotation file of at most ``limit`` bytes of UTF-8.

    ``file`` is the name by which places speak of it. Raises ``AnnotationRefusedError`` with all
    its problems, in the order of the file.
    """
    read = read_yaml(raw, file=file, wants_number=_wants_number, limit=limit)
    record = Node(read.data, read.marks)
    told = {problem.place for problem in read.problems}
    # a value that YAML itself refused was not read as meant, so nothing more is said of it
    found = [problem for problem in _problems(record) if problem.place not in told]
    if problems := [*read.problems, *found]:
        raise AnnotationRefusedError(problems)
    return annotation_of(record)


def _problems(record: Node) -> Iterator[Problem]:
    yield from annotation_problems(record)
    if record.get("text"):
        yield Problem(
            record.marks.of_key(("text",)),
            "text: the wording itself stands only in JSON Lines; keep it in a file beside this one "
            "and name that under «article: file:»",
        )


def _wants_number(path: Path) -> type | None:
    if path[-3:-2] == ("reviews",) and path[-1] in RATING_NUMBERS:
        return float
    is_whole = path == ("claimsdb",) or (path[-1:] == ("occurrence",) and path[-2:-1] != ("identifiers",))
    return int if is_whole else None
