"""Failures of reading dates."""

from __future__ import annotations

from claimsdb.errors.base import ClaimsDBError

_EXAMPLES = (
    "2017-02-15, 2017-02, 2015, 1912~ (about), 201X (the 2010s), 2017-21 (spring), 2015/.. or 2015/2017"
)
_LONGEST_SHOWN = 60


class NotEDTFError(ClaimsDBError):
    """A text that is no date in EDTF. Takes the text and why it is none."""

    exit_code = 2

    def __init__(self, value: str, reason: str) -> None:
        self.value = value
        self.shown = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
        self.reason = reason
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        return f"{self.shown!r} is not a date in EDTF: {self.reason}. Write for example {_EXAMPLES}."

    def of(self, whole: str) -> NotEDTFError:
        """Return the same fault of a text that this one is a part of."""
        return NotEDTFError(whole, f"{self.shown}: {self.reason}")


class YearNotKeptError(NotEDTFError):
    """A date in EDTF of a year outside 0000–9999. Takes the text."""

    def __init__(self, value: str) -> None:
        super().__init__(value, "only the years 0000 to 9999 are kept")

    def _sentence(self) -> str:
        return (
            f"{self.shown!r} cannot be kept as a date: {self.reason}, whose days stand in the order of time "
            "when they are sorted as text. Leave the date out, and say it in the sentence of the claim."
        )

    def of(self, whole: str) -> YearNotKeptError:
        """Return the same fault of a text that this one is a part of."""
        return YearNotKeptError(whole)
