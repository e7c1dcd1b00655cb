"""What is believed of a ZIP that anybody may have made."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile

if TYPE_CHECKING:
    from zipfile import ZipInfo

SMALL: Final = 64_000_000
MOST_TIMES: Final = 500
"""How many times larger than compressed a member may be that is not small; real ones are about ten times."""
ENCRYPTED: Final = 0x1
FAULTS: Final = (
    *(BadZipFile, zlib.error, EOFError, OSError, RuntimeError, struct.error, ValueError),
    NotImplementedError,
)
"""What reading a ZIP raises when it is damaged, or made by somebody ill-willed."""


def is_strange(member: ZipInfo) -> bool:
    """Tell whether a member is encrypted, or compressed otherwise than by DEFLATE."""
    return bool(member.flag_bits & ENCRYPTED) or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED)


def swells(member: ZipInfo) -> bool:
    """Tell whether a member is out of all proportion larger than it is compressed."""
    return member.file_size > max(SMALL, MOST_TIMES * member.compress_size)
