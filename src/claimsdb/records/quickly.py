"""Frozen records made by the thousand."""

from __future__ import annotations

from dataclasses import fields, make_dataclass
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")


def maker_of(record: type[R]) -> Callable[..., R]:
    """Return what makes records of a frozen class with slots, given its fields in their order.

    A frozen record is set field by field through ``object.__setattr__``, which takes eight times
    as long as a plain one. So a plain one of the same slots is filled, and then frozen.
    """
    loose = make_dataclass(record.__name__, [(each.name, object) for each in fields(record)], slots=True)

    def make(*values: object) -> R:
        row = loose(*values)
        row.__class__ = record  # type: ignore[assignment]
        return cast("R", row)

    return make
