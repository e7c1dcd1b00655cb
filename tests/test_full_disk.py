"""A load that runs out of room ends in one sentence, and goes on once there is room."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

from claimsdb.library import open_database

if TYPE_CHECKING:
    from pathlib import Path

ROOM = 2_000_000  # bytes that a file may have, more than the empty schema takes


def test_a_load_that_runs_out_of_room_leaves_whole_texts_and_can_be_finished(tmp_path: Path) -> None:
    lines, database = tmp_path / "corpus.jsonl", tmp_path / "claims.db"
    with lines.open("w") as stream:
        for number in range(600):
            text = f"Bridge {number} fell. " + f"So did {number} others, and {number}. " * 200
            claims = [{"claim": f"Bridge {number} fell.", "quote": f"Bridge {number} fell"}]
            stream.write(json.dumps({"text": text, "claims": claims}) + "\n")
    load = [sys.executable, "-m", "claimsdb", "--db", str(database), "load", str(lines)]
    ended = subprocess.run(
        load,
        check=False,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM)),
    )
    assert ended.returncode == 3
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith(f"{database} could not be written (")
    with open_database(database) as kept:
        assert kept.verify().faults == ()
        assert kept.count_claims() < 600
    assert subprocess.run(load, check=False, capture_output=True).returncode == 0
    with open_database(database) as whole:
        assert whole.verify().faults == ()
        assert whole.count_claims() == 600
