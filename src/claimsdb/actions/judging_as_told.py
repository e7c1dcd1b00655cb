"""What an annotation file says of actors being one, or two: judged once, in the name of its annotator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from claimsdb.actions.judging import merge, tell_apart
from claimsdb.errors.judgements import SameActorError
from claimsdb.queries.tables import actor_judgements

if TYPE_CHECKING:
    from claimsdb.actions.intake import Intake
    from claimsdb.records.annotations import ActorNote, JudgementNote

JUDGING = {"merge": merge, "distinct": tell_apart}


def judge_as_told(intake: Intake) -> None:
    """Record the judgements of an annotation that were never made before.

    What stands already is left; what was made and undone is not made again, but noted.
    """
    told = False
    for note in intake.annotation.actors:
        for word, others in (("merge", note.same_as), ("distinct", note.distinct_from)):
            for other in others:
                with intake.problems.at(other.place):
                    told |= _judge(intake, note, word, other)
    if told:
        intake.books.actors.group_anew()


def _judge(intake: Intake, note: ActorNote, word: str, other: JudgementNote) -> bool:
    actors = intake.books.actors
    if note not in actors.declared:  # which was told
        return False
    one, two = actors.declared[note].id, actors.actor(other.name).id
    if one == two:
        raise SameActorError(note.name, other.name, one)
    known = _known(intake, word, one, two)
    if known is None:
        annotator = intake.books.registers.annotator(intake.annotation.annotator)
        number = JUDGING[word](intake.session, one, two, other.why, annotator)
        meaning = "one" if word == "merge" else "two"
        intake.notes.append(f"{note.name} and {other.name} are {meaning}, by judgement {number}")
        return True
    number, undone_by = known
    if undone_by is not None:
        intake.notes.append(
            f"judgement {number} on {note.name} and {other.name} was undone by {undone_by}, "
            f"and is not made again: `claimsdb actor {word}` does so"
        )
    return False


def _known(intake: Intake, word: str, one: int, two: int) -> tuple[int, int | None] | None:
    """Return the last judgement of this kind on two actors, and what undid it."""
    undoing = actor_judgements.alias("undoing")
    of, other = actor_judgements.c.actor_id, actor_judgements.c.other_id
    pair = or_(and_(of == one, other == two), and_(of == two, other == one))
    query = (
        select(actor_judgements.c.id, undoing.c.id)
        .outerjoin(undoing, undoing.c.undoes_id == actor_judgements.c.id)
        .where(actor_judgements.c.judgement == word, pair)
        .order_by(actor_judgements.c.id.desc())
    )
    found = intake.session.execute(query).first()
    return None if found is None else (found[0], found[1])
