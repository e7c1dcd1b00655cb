"""Reads what carry_quotes.py reads, and looks each quote up with ``str.find``: the least that can be done."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    """Print how many of the quotes stand in the new text."""
    old, new, spans = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(sum(new.find(old[start:end]) >= 0 for start, end in spans))


if __name__ == "__main__":
    main()
