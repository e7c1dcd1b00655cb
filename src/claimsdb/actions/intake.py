"""One annotation on its way into the database, and all that its steps share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimsdb.actions.problems import Problems

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.actions.books import Books
    from claimsdb.models import AnnotationFile, Version
    from claimsdb.records.annotations import Annotation


@dataclass(frozen=True, slots=True)
class Intake:
    """An annotation, the wording it is about, and the file under which it is recorded.

    ``is_new_file`` says that the file was never met before; ``notes`` tells what a person should look at,
    ``problems`` what does not hold.
    """

    session: Session
    version: Version
    annotation: Annotation
    source: AnnotationFile
    books: Books
    is_new_file: bool
    problems: Problems = field(default_factory=Problems)
    notes: list[str] = field(default_factory=list)
