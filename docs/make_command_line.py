"""Writes docs/command-line.md from what the program says of itself; ``--print`` shows it instead."""
# ruff: noqa: INP001 (a script, run by hand and by a test)

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from dataclasses import fields
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from typer.main import get_command

from claimsdb.cli.app import app
from claimsdb.cli.main import main
from claimsdb.cli.reports import LoadRow
from claimsdb.records.claim_reviews import ClaimReviewRow
from claimsdb.records.judgements import JudgementRow
from claimsdb.records.loading import VerifyReport
from claimsdb.records.mentions import UncodedPassage
from claimsdb.records.relations import ClaimRelationRow
from claimsdb.records.roles import RoleRow
from claimsdb.records.rows import (
    ActorDetail,
    ActorRow,
    ArticleDetail,
    ArticleRow,
    ClaimDetail,
    CopyRow,
    DatabaseInfo,
    OutletRow,
    SearchHit,
    StatementRow,
    TopicRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE: Final = Path(__file__).with_name("command-line.md")
LISTS: Final = {
    "load": LoadRow,
    "claims": StatementRow,
    "claim add": StatementRow,
    "claim relate": ClaimRelationRow,
    "claim reviews": ClaimReviewRow,
    "articles": ArticleRow,
    "articles --copies": CopyRow,
    "articles --uncoded": UncodedPassage,
    "outlets": OutletRow,
    "actors": ActorRow,
    "actor roles": RoleRow,
    "actor role add": RoleRow,
    "actor judgements": JudgementRow,
    "topics": TopicRow,
    "search": SearchHit,
}
"""The commands that list, and the record of a row."""

PAGES: Final = {
    "claim show": ClaimDetail,
    "article show": ArticleDetail,
    "actor show": ActorDetail,
    "verify": VerifyReport,
    "db info": DatabaseInfo,
}
"""The commands that show one thing, and its record."""

PREFACE: Final = """\
# The command line

This page is written by `docs/make_command_line.py` from what the program says of itself; do not
edit it here.

## In general

The database is `claims.db` in the current folder, unless `--db` or the environment variable
`CLAIMSDB_DB` names another. `--db` and `--debug` may stand before or after the command.

| exit status | meaning |
|---|---|
| 0 | done |
| 1 | the work found problems, each named on standard error |
| 2 | wrong usage |
| 3 | the database cannot be used: it is absent, not ours, of another schema, busy or damaged |
| 128 and more | a signal ended the program; 130 is Ctrl-C |

Answers go to standard output; messages, problems and progress to standard error. No user sees a
traceback, unless `--debug` asks for it. A reader that closes the pipe (`| head`) ends the program
quietly.

## Formats

Commands that list take `--format`, and `--limit` where there can be many rows. `table` is for
people. The others are stable: UTF-8, without colour, in the order of the keys below. Unknown is
`null`, and an empty cell in CSV.

| format | what it is |
|---|---|
| `json` | one list of objects, streamed |
| `jsonl` | an object a line |
| `csv` | RFC 4180 with a header; lists joined by `; `; formulas made harmless as in `export csv` |
| `markdown` | a table for a document |

Commands that show one thing take `--format page`, for people, or `json`. Offsets count Unicode
code points, half-open. Dates are EDTF (ISO 8601-2).
"""


def page() -> str:
    """Write the whole page."""
    keys = ["", "| command | keys of a row, or of the object |", "|---|---|"]
    keys += [
        f"| `{name}` | {' '.join(f'`{field.name}`' for field in fields(record))} |"
        for name, record in (LISTS | PAGES).items()
    ]
    commands = (f"\n## claimsdb{name}\n\n```text\n{help_of(name)}```" for name in names())
    return PREFACE + "\n".join([*keys, *commands]) + "\n"


def names() -> Iterator[str]:
    """Yield every command, with a space in front; the program itself is the empty name."""
    yield ""
    yield from _below("", get_command(app))


def _below(name: str, command: object) -> Iterator[str]:
    for each, inner in sorted(getattr(command, "commands", {}).items()):
        yield f"{name} {each}"
        yield from _below(f"{name} {each}", inner)


def help_of(name: str) -> str:
    """Return what ``--help`` says of a command, on a terminal of eighty columns."""
    os.environ["COLUMNS"] = "80"
    with redirect_stdout(StringIO()) as said:
        main([*name.split(), "--help"])
    return "\n".join(line.rstrip() for line in said.getvalue().strip().splitlines()) + "\n"


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # it is a real stream here
        sys.stdout.write(page())
    else:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
