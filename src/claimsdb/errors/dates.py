"""Failures of reading dates."""

from __future__ import annotations

from claimsdb.errors.base import ClaimsDBError

_EXAMPLES = (
    "2017-02-15, 2017-02, 2015, 1912~ (about), 201X (the 2010s), 2017-21 (spring), 2015/.. or 2015/2017"
)
_LONGEST_SHOWN = 60


class NotEDTFError(ClaimsDBError):
    """A text that is no date in EDTF level 0 or 1. Takes the text and why it is none."""

    exit_code = 2

    def __init__(self, value: str, reason: str) -> None:
        self.value = value
        self.shown = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
        self.reason = reason
        super().__init__(f"{self.shown!r} is not a date in EDTF: {reason}. Write for example {_EXAMPLES}.")
