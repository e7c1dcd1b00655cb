"""Reads many files at once, in other processes, and gives back what they hold in order."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Protocol

from claimsdb.sources.worker import receive, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self

    from claimsdb.records.sources import ReadText

SERIAL_WORK: Final = 3_000_000
"""How much is read before other processes are asked to help, in bytes of JSON: they take a third of a
second to start, in which this process reads as much."""

MOST_AHEAD: Final = 8_000_000
"""How much may be read before it is wanted, likewise: what two workers do while a batch is stored."""

MOST_WORKERS: Final = 4
"""More would wait for the one process that stores."""

PATIENCE: Final = 1.0
"""Seconds that this process waits for what it wants until one more is started: each costs processor time,
and memory, and one alone reads JSON Lines faster than they are stored."""

PROGRAM: Final = "import sys; sys.path[:] = {path!r}; from claimsdb.sources.worker import work; work()"


class Task(Protocol):
    """Something to be read, which can go to another process."""

    def made(self) -> list[Any]:
        """Read it."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is read in one go: how much work it is, in bytes of JSON, and how many bytes it has.

    ``merge`` makes texts of what the task made; it is called in the order of the chunks.
    """

    work: int
    size: int
    task: Task
    merge: Callable[[list[Any]], Iterator[ReadText]]


def read_in_order(
    chunks: Iterable[Chunk], *, workers: int | None = None
) -> Iterator[tuple[Chunk, list[Any]]]:
    """Yield each chunk with what its task made; ``workers`` is how many processes may help.

    Chunks are asked for before those ahead of them are yielded, no more than ``MOST_AHEAD`` of them.
    """
    count = spare_cores() if workers is None else workers
    waiting: deque[tuple[Chunk, Callable[[], list[Any]]]] = deque()
    done = ahead = 0
    with _Workers(count) as pool:
        for chunk in chunks:
            done += chunk.work
            if not count or done <= SERIAL_WORK:
                yield chunk, chunk.task.made()
                continue
            waiting.append((chunk, pool.start(chunk.task) if chunk.work else chunk.task.made))
            ahead += max(chunk.work, chunk.size)
            while ahead > MOST_AHEAD:
                first, made = waiting.popleft()
                ahead -= max(first.work, first.size)
                yield first, made()
        for first, made in waiting:
            yield first, made()


def spare_cores() -> int:
    """Return how many processes can help this one: none on a machine with one core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_WORKERS) if cores > 1 and sys.executable else 0


class _Workers:
    """Processes that are started when they are needed, each with a thread that talks to it."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(max(count, 1), thread_name_prefix="claimsdb")
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._count, self._started = count, list[subprocess.Popen[bytes]]()
        self._waited = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.kill()
        self._threads.shutdown()
        for process in self._started:
            process.communicate()

    def start(self, task: Task) -> Callable[[], list[Any]]:
        """Let the next idle process do a task; return how to wait for what it made."""
        if not self._started:
            self._start_one()
        answer = self._threads.submit(self._done_by_another, task)

        def made() -> list[Any]:
            message = self._awaited(answer)
            # A process that was killed, or for which there is no memory, has not answered.
            return task.made() if message is None else pickle.loads(message)  # noqa: S301

        return made

    def _start_one(self) -> None:
        self._started.append(_process())
        self._idle.put(self._started[-1])
        self._waited = 0.0

    def _awaited(self, answer: Future[bytes | None]) -> bytes | None:
        if self._waited >= PATIENCE and len(self._started) < self._count:
            self._start_one()
        begun = monotonic()
        message = answer.result()
        self._waited += monotonic() - begun
        return message

    def _done_by_another(self, task: Task) -> bytes | None:
        process = self._idle.get()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
            return receive(process.stdout)
        except (EOFError, OSError):
            return None
        finally:
            self._idle.put(process)


def _process() -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C is for the one that the user started. When that ends, however it
    # does, nothing comes by the pipe any more, and the worker ends too.
    return subprocess.Popen(  # noqa: S603 (this very Python)
        [sys.executable, "-c", PROGRAM.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **_OWN_GROUP,
    )


# the number is CREATE_NEW_PROCESS_GROUP, which Python names on Windows alone
_OWN_GROUP: Final[dict[str, Any]] = (
    {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x00000200}
)
