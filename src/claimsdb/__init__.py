"""Who said what, where and when, and the passage that shows it.

``claimsdb.open("claims.db")`` gives a ``Database`` with the verbs and questions of the command
line. Importing this package costs nothing: what a name needs is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from claimsdb.errors.base import ClaimsDBError as ClaimsDBError
    from claimsdb.library import Database as Database
    from claimsdb.library import open_database as open  # noqa: A004 (as in gzip.open: one opens a database)
    from claimsdb.records.questions import ClaimFilter as ClaimFilter

_HOMES: Final = {
    "ClaimFilter": ("claimsdb.records.questions", "ClaimFilter"),
    "ClaimsDBError": ("claimsdb.errors.base", "ClaimsDBError"),
    "Database": ("claimsdb.library", "Database"),
    "open": ("claimsdb.library", "open_database"),
}

__all__ = ["ClaimFilter", "ClaimsDBError", "Database", "open"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 (what a module holds)
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
