"""How much memory something takes."""

from __future__ import annotations

import gc
import tracemalloc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def peak(export: Callable[[Path], object], target: Path) -> int:
    """Return the most memory of Python's that an export takes, in bytes."""
    gc.collect()  # what earlier tests left is not the export's
    tracemalloc.start()
    try:
        export(target)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
