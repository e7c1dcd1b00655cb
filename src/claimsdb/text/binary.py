"""What is no text: files known by their first bytes, and texts that are mostly control characters."""

from __future__ import annotations

import re
from typing import Final

from claimsdb.errors.text import BinaryFileError

_SIGNATURES: Final = {
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"PK\x03\x04": "a ZIP archive (a .docx, .odt or .xlsx is one too)",
    b"%PDF-": "a PDF document",
    b"SQLite format 3\x00": "a SQLite database",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Microsoft Office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
}
# The "binary data bytes" of the WHATWG MIME Sniffing Standard, and DEL.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS: Final = 0.3


def refuse_known_binary(raw: bytes, name: str) -> None:
    """Refuse bytes that begin as a well-known kind of file that is no text.

    Raises:
        BinaryFileError: with the kind of file.
    """
    for signature, kind in _SIGNATURES.items():
        if raw.startswith(signature):
            raise BinaryFileError(name, kind)


def refuse_control_characters(text: str, name: str) -> None:
    """Refuse a text of which more than three in ten characters are control characters.

    Fewer are let through: old wire copy and fixed-width records hold NULs and the like.

    Raises:
        BinaryFileError: as binary data.
    """
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise BinaryFileError(name, "binary data")
