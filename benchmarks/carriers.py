"""Who carries passages: claimsdb, and the algorithm of the Hypothesis client, in node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.revisions.verdicts import Answer
from claimsdb.anchoring.carry import carry
from claimsdb.anchoring.thresholds import CHOSEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.revisions.cases import Case
    from claimsdb.anchoring.thresholds import Thresholds
    from claimsdb.records.carrying import Carried

CLIENT: Final = Path(__file__).parent / "floors" / "hypothesis_client"
SURE: Final = ("exact", "moved", "altered")


class NoNodeError(Exception):
    """The comparison cannot be made on this machine."""


def ours(case: Case, *, thresholds: Thresholds = CHOSEN) -> list[Answer]:
    """Carry the passages of a case."""
    spans = [truth.span for truth in case.truths]
    return [answer_of(each) for each in carry(case.old, case.new, spans, thresholds=thresholds)]


def answer_of(carried: Carried) -> Answer:
    """Say where a passage is said to stand, and whether no other place is thought of."""
    if not carried.candidates:
        return Answer(None, sure=True)
    span = carried.candidates[0].span
    return Answer((span.start_char, span.end_char), sure=carried.outcome in SURE)


def hypothesis_client(folder: Path, cases: Sequence[Case]) -> list[list[Answer]]:
    """Carry the passages of all cases by the client's algorithm; its package is installed in the folder.

    Raises:
        NoNodeError: node or npm is not there, or the package cannot be had.
    """
    if not (shutil.which("node") and shutil.which("npm")):
        raise NoNodeError("node or npm is not on this machine")
    if not (folder / "node_modules").exists():
        _install(folder)
    asked = "".join(_line(case) for case in cases)
    ended = subprocess.run(
        ("node", "carry.mjs"), cwd=folder, input=asked, capture_output=True, encoding="utf-8", check=True
    )
    return [_answers(line) for line in ended.stdout.splitlines()]


def _install(folder: Path) -> None:
    for name in ("package.json", "carry.mjs"):
        shutil.copy(CLIENT / name, folder)
    quietly = ("--no-audit", "--no-fund", "--no-package-lock", "--silent", "--fetch-retries=0")
    ended = subprocess.run(
        ("npm", "install", *quietly), cwd=folder, capture_output=True, text=True, check=False
    )
    if ended.returncode != 0:
        raise NoNodeError(f"npm could not install the package: {ended.stderr.strip()[-200:]}")


def _line(case: Case) -> str:
    spans = [truth.span for truth in case.truths]
    return json.dumps({"old": case.old, "new": case.new, "spans": spans}) + "\n"


def _answers(line: str) -> list[Answer]:
    return [Answer((place[0], place[1]) if place else None, sure=True) for place in json.loads(line)]
