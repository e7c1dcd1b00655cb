"""One process run to its end: how long it took, and how much memory it and its children held at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FIRST_LOOKS: Final = 20
_UNIT_OF_MAXRSS: Final = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a process: its exit status, milliseconds, bytes at most, and standard error.

    ``processor`` is the milliseconds that it and its children were at work.
    """

    status: int
    milliseconds: float
    processor: float
    peak: int
    said: str


def run(command: Sequence[str], *, folder: Path, env: Mapping[str, str]) -> Ran:
    """Run a command in a folder and measure it. What it prints is passed over.

    Memory is the resident pages of the process and all below it together, those that they share counted
    for each, looked at some ten times a second. Without ``/proc`` it is what ``os.wait4`` says of the
    largest process, at least what this one holds, whose copy it began as.
    """
    with TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=said)
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        took = (time.perf_counter() - start) * 1000
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
        said.seek(0)
        peak = watch.peak or usage.ru_maxrss * _UNIT_OF_MAXRSS
        worked = (usage.ru_utime + usage.ru_stime) * 1000
        return Ran(process.returncode, took, worked, peak, said.read().decode(errors="replace"))


class _Watch(Thread):
    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process, self._over = process, Event()
        self.peak = 0

    def run(self) -> None:
        looks = 0
        while not self._over.wait(0.01 if looks < _FIRST_LOOKS else 0.1):
            looks += 1
            self.peak = max(self.peak, sum(map(_resident, _with_children(self._process))))

    def stop(self) -> None:
        self._over.set()
        self.join()


def _with_children(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):  # it has ended, or the system has no /proc
        for child in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split():
            yield from _with_children(int(child))


def _resident(process: int) -> int:
    with suppress(OSError):
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0
