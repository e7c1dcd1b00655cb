"""Failures of judging actors: what cannot be judged so, and what cannot be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoReasonError(ClaimsDBError):
    """A judgement without a reason."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("A judgement needs its reason, and none is given. Write --why and the reason.")


class SameActorError(ClaimsDBError):
    """Two names of one and the same actor."""

    def __init__(self, one: str, other: str, number: int) -> None:
        super().__init__(
            f"«{one}» and «{other}» are names of the same actor, {number}. "
            "Name two actors, or write their numbers: `claimsdb actors` lists them."
        )


class AlreadyOneError(ClaimsDBError):
    """Two actors that are merged already."""

    def __init__(self, one: str, other: str, judgement: int) -> None:
        super().__init__(f"«{one}» and «{other}» are one already, by judgement {judgement}.")


class JudgedTwoError(ClaimsDBError):
    """A merge of actors that were told apart."""

    def __init__(self, one: str, other: str, judgement: tuple[int, str, str]) -> None:
        number, word, why = judgement
        super().__init__(
            f"«{one}» and «{other}» cannot be merged: judgement {number} ({word}) says that they are two, "
            f"because “{why}”. Undo it first: `claimsdb actor undo {number}`."
        )


class JudgedOneError(ClaimsDBError):
    """Actors to be told apart that are merged."""

    def __init__(self, one: str, other: str, judgement: tuple[int, str, str]) -> None:
        number, _word, why = judgement
        super().__init__(
            f"«{one}» and «{other}» cannot be told apart: they are merged by judgement {number}, "
            f"because “{why}”. Undo it first: `claimsdb actor undo {number}`."
        )


class AlreadyTwoError(ClaimsDBError):
    """Two actors that are told apart already."""

    def __init__(self, one: str, other: str, judgement: int) -> None:
        super().__init__(f"«{one}» and «{other}» are told apart already, by judgement {judgement}.")


class NothingToSplitError(ClaimsDBError):
    """A split that says of nothing that the new actor is meant."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            "A split needs the statements or claims in which the new actor is meant. "
            "Write --statement N or --claim N, each as often as needed."
        )


class NotInStatementError(ClaimsDBError):
    """A statement in which an actor does not speak."""

    def __init__(self, number: int, actor: str, speakers: Sequence[str]) -> None:
        there = f"its speakers are {', '.join(speakers)}" if speakers else "nobody named does"
        super().__init__(
            f"In statement {number}, if there is one, {actor} does not speak: {there}. "
            "`claimsdb claims --actor` lists statements, --format json with their numbers."
        )


class NotInClaimError(ClaimsDBError):
    """A claim that is not about an actor."""

    def __init__(self, number: int, actor: str, about: Sequence[str]) -> None:
        there = f"it is about {', '.join(about)}" if about else "it is about nobody"
        super().__init__(f"Claim {number} is not about {actor}: {there}. `claimsdb claims` lists claims.")


class NameTakenError(ClaimsDBError):
    """A name that somebody else bears."""

    def __init__(self, name: str, bearers: Sequence[tuple[int, str]], *, anyway: bool = True) -> None:
        listed = ", ".join(f"{number} {each}" for number, each in bearers)
        way_out = (
            "If another is meant, write --anyway; texts that use the name alone will be ambiguous then."
            if anyway
            else "Give a name that tells them apart, such as «Name (engineer)»."
        )
        super().__init__(f"«{name}» is already a name of {listed}. {way_out}")


class IdentifierTakenError(ClaimsDBError):
    """An identifier of somebody else."""

    def __init__(self, identifier: str, number: int, name: str) -> None:
        super().__init__(
            f"«{identifier}» is already an identifier of {number} {name}. "
            "If they are one, `claimsdb actor merge` says so."
        )


class NotIdentifierError(ClaimsDBError):
    """A text that is no identifier."""

    exit_code = 2

    def __init__(self, text: str, problem: str) -> None:
        super().__init__(
            f"«{text}» is not an identifier: {problem}. "
            "Write scheme:value, such as wikidata:Q42, or a link, such as https://example.org/people/7."
        )


class NothingToEditError(ClaimsDBError):
    """An edit that changes nothing."""

    def __init__(self, actor: str) -> None:
        super().__init__(f"Nothing to change: {actor} is as you say already. `claimsdb actor show` tells.")


class UnknownJudgementError(ClaimsDBError):
    """No judgement has the number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no judgement {number}. `claimsdb actor judgements` lists them.")


class UndoOfUndoError(ClaimsDBError):
    """An undo that is to be undone."""

    def __init__(self, number: int, undone: int) -> None:
        super().__init__(
            f"Judgement {number} took judgement {undone} back, and is not undone itself. Judge again instead."
        )


class AlreadyUndoneError(ClaimsDBError):
    """A judgement that was taken back already."""

    def __init__(self, number: int, by: int) -> None:
        super().__init__(f"Judgement {number} is undone already, by judgement {by}.")


class LaterEditError(ClaimsDBError):
    """An edit that another was built on."""

    def __init__(self, number: int, later: int) -> None:
        super().__init__(
            f"Judgement {number} cannot be undone now: judgement {later} changed the same later. "
            f"Undo that first: `claimsdb actor undo {later}`."
        )
