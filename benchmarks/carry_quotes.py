"""Reads two wordings and spans of the first from a file, and carries the spans."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from claimsdb.anchoring.carry import carry


def main() -> None:
    """Print how many spans had which outcome."""
    old, new, spans = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(Counter(each.outcome for each in carry(old, new, [(start, end) for start, end in spans])))


if __name__ == "__main__":
    main()
