"""Another process, which reads what it is handed until nobody hands it anything any more.

Started by ``workers.py`` as a program of its own, not by multiprocessing: that would run the user's
own script again, and its workers outlive a program that is killed.
"""

from __future__ import annotations

import gc
import pickle
import struct
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import IO

LENGTH: Final = struct.Struct("<Q")
"""What goes before each message: its length in bytes."""


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message."""
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read a message.

    Raises:
        EOFError: whoever wrote them is gone.
    """
    length = stream.read(LENGTH.size)
    if len(length) < LENGTH.size:
        raise EOFError
    (wanted,) = LENGTH.unpack(length)
    message = stream.read(wanted)
    if len(message) < wanted:
        raise EOFError
    return message


def work() -> None:
    """Do the tasks that come by standard input, and give back by standard output what they made."""
    gc.disable()  # what is made here has no cycles
    try:
        while True:
            task = pickle.loads(receive(sys.stdin.buffer))  # noqa: S301 (from the program that started us)
            send(sys.stdout.buffer, pickle.dumps(task.made(), pickle.HIGHEST_PROTOCOL))
    except (EOFError, BrokenPipeError):
        return
