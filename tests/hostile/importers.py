"""The importers that hostile files are given to: a line for each, with what a good file of it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from claimsdb.library import open_database
from tests.dna_files import Dna

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database

    Form = Literal["bytes", "json", "sqlite"]

TEXT: Final = "🙂 Rain fell, Ben said. The bridge is shut. الجسر مغلق 🚧."


@dataclass(frozen=True, slots=True)
class Importer:
    """``claimsdb import`` with a command in which ``{file}`` is the path of it, ``{folder}`` its folder.

    ``good`` writes a file that comes in, and what must lie beside it, given also the path of a database with
    the seeds. ``takes`` are the names in ``rubbish.py`` of what is no fault in this format.
    """

    command: tuple[str, ...]
    file: str
    form: Form
    good: Callable[[Path, Path], object]
    takes: frozenset[str] = frozenset()

    def typed(self, folder: Path) -> list[str]:
        """Return the command for the file in a folder."""
        return ["import", *(each.format(folder=folder, file=folder / self.file) for each in self.command)]


def _exported(write: Callable[[Database, Path], object], *keys: str) -> Callable[[Path, Path], None]:
    """Export from the seeds, and of a document of JSON leave two items of the list that the keys lead to."""

    def good(file: Path, seeded: Path) -> None:
        with open_database(seeded) as database:
            write(database, file)
        if keys:
            document = inner = json.loads(file.read_text(encoding="utf-8"))
            for key in keys[:-1]:
                inner = inner[key]
            inner[keys[-1]] = inner[keys[-1]][:2]
            file.write_text(json.dumps(document), encoding="utf-8")

    return good


def _articles(file: Path, _seeded: Path) -> None:
    file.write_text(f'id,title,text,published\na,Rain,"{TEXT}",2017-02\nb,Sun,"The sun\nshone.",\n')


def _claims(file: Path, _seeded: Path) -> None:
    head = "article,claim,quote,speakers,about,topics,stance,when,occurrence"
    file.write_text(f"{head}\n1,It stalled.,stalemate,Ben; Eve,Rain,A > B,denies,2017,1\n")


def _brat(file: Path, _seeded: Path) -> None:
    file.with_suffix(".txt").write_text(TEXT)
    lines = ["T1\tSource 13 16\tBen", "T2\tCue 17 21\tsaid", "T3\tContent 23 41\tThe bridge is shut"]
    file.write_text("\n".join([*lines, "E1\tCue:T2 Source:T1 Content:T3", "#1\tAnnotatorNotes E1\tShut."]))


def _claim_review(file: Path, seeded: Path) -> None:
    with open_database(seeded) as database:
        claim = next(iter(database.claims())).claim
    rating = {"@type": "Rating", "alternateName": "True", "ratingValue": 5, "bestRating": 5}
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claim,
        "author": {"@type": "Organization", "name": "Checkers"},
        "datePublished": "2017-03-01",
        "url": "https://checkers.example/1",
        "reviewRating": rating,
    }
    file.write_text(json.dumps(review), encoding="utf-8")


def _dna(version: int) -> Callable[[Path, Path], None]:
    def good(file: Path, _seeded: Path) -> None:
        made = Dna(file, version)
        made.document(1, TEXT, author="Ann; Bo", notes="https://post.example/a")
        made.quoted(1, TEXT, "bridge is shut", person="Ben", organization="City", concept="Shut")
        made.alias(1, "Ben", "B.", "Engineer")

    return good


NO_FAULT_OF_BRAT: Final = frozenset({"nothing", "a byte-order mark", "white space"})
IMPORTERS: Final = {
    "archive": Importer(
        ("archive", "{file}"), "a.zip", "bytes", _exported(lambda db, to: db.export_archive(to))
    ),
    "csv": Importer(("csv", "{file}"), "a.csv", "bytes", _articles),
    "csv claims": Importer(("csv", "--claims", "{file}"), "c.csv", "bytes", _claims),
    "web-annotation": Importer(
        ("web-annotation", "{file}"),
        "a.jsonld",
        "json",
        _exported(lambda db, to: db.export_web_annotations(to), "first", "items"),
    ),
    "hypothesis": Importer(
        ("hypothesis", "{file}"), "a.json", "json", _exported(lambda db, to: db.export_hypothesis(to), "rows")
    ),
    "dna 2": Importer(("dna", "{file}"), "a.dna", "sqlite", _dna(2)),
    "dna 3": Importer(("dna", "{file}"), "a.dna", "sqlite", _dna(3)),
    "brat": Importer(("brat", "{folder}"), "a.ann", "bytes", _brat, takes=NO_FAULT_OF_BRAT),
    "refi-qda project": Importer(
        ("refi-qda", "{file}"), "a.qdpx", "bytes", _exported(lambda db, to: db.export_refi_qda(to))
    ),
    "refi-qda code book": Importer(
        ("refi-qda", "{file}"), "a.qdc", "bytes", _exported(lambda db, to: db.export_refi_qda(to))
    ),
    "claimreview": Importer(("claimreview", "{file}"), "a.jsonld", "json", _claim_review),
    "csl-json": Importer(
        ("csl-json", "{file}"),
        "a.json",
        "json",
        _exported(lambda db, to: db.export_bibliography(to, "csl-json")),
    ),
    "ris": Importer(
        ("ris", "{file}"), "a.ris", "bytes", _exported(lambda db, to: db.export_bibliography(to, "ris"))
    ),
}
"""To try another importer, give it a line here."""
