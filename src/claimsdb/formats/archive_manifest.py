"""The manifest of an archive: a record as JSON, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from claimsdb.errors.archives import NotAnArchiveError, OtherArchiveError
from claimsdb.records.archives import Amount, Manifest

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION: Final = 1
"""The version of the format."""


def write_manifest(manifest: Manifest) -> bytes:
    """Return a manifest as JSON in UTF-8."""
    described = {
        "claimsdb_archive": VERSION,
        "schema": manifest.schema,
        "program": manifest.program,
        "made_at": manifest.made_at,
        "with_text": manifest.with_text,
        "tables": {name: {"rows": each.count, "bytes": each.size} for name, each in manifest.tables.items()},
        "texts": {"files": manifest.texts.count, "bytes": manifest.texts.size},
        "originals": {"files": manifest.originals.count, "bytes": manifest.originals.size},
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(raw: bytes, file: str) -> Manifest:
    """Return what a manifest says.

    Raises:
        NotAnArchiveError: it is none.
        OtherArchiveError: it is of a later version of the format.
    """
    try:
        said = json.loads(raw.decode())
        version = _of(int, said["claimsdb_archive"])
        if version > VERSION:
            raise OtherArchiveError(file, "format version", version, VERSION)
        return Manifest(
            schema=_of(int, said["schema"]),
            program=_of(str, said["program"]),
            made_at=_of(str, said["made_at"]),
            with_text=_of(bool, said["with_text"]),
            tables={name: _amount(each, "rows") for name, each in said["tables"].items()},
            texts=_amount(said["texts"], "files"),
            originals=_amount(said["originals"], "files"),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise NotAnArchiveError(file, "its manifest.json is no manifest") from fault


def _amount(said: Mapping[str, Any], counted: str) -> Amount:
    return Amount(_of(int, said[counted]), _of(int, said["bytes"]))


def _of(kind: type, value: Any) -> Any:  # noqa: ANN401 (of that kind)
    if type(value) is not kind:
        raise TypeError
    return value
