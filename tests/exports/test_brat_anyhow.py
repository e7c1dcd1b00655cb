"""Whatever stands in a folder of brat comes out as it went in; what a database says comes back as it was."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.formats.annotation_record import read_record
from claimsdb.library import Database, open_database
from claimsdb.records.sources import PreparedText
from claimsdb.records.texts import Span
from claimsdb.sources.foreign.brat import BratFolder
from claimsdb.text.read import read_wording
from tests.contents import contents_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# A word, and what stands behind it.
WORDS: Final = (
    "she",
    "said",
    "Мост",
    "безопасен",
    "الجسر",
    "مغلق",
    "橋が",
    "🇰🇿👩🏽‍🚀",
    "e\u0301t\tile",
    "\x0bx\u2028y",
)
GAPS: Final = (" ", " ", "\n", ", ", " \n \n", "")
EXACT: Final = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TYPES: Final = (
    "Source",
    "Cue",
    "Content",
    "Claim",
    "claim",
    "Statement",
    "Attribution",
    "Person",
    "Città",
    "x:y|z",
)
EVENTS: Final = ("Attribution", "attribution", "Says", "Closing")
ROLES: Final = ("Source", "SOURCE", "Source2", "Cue", "Content", "Content2", "Claim", "Arg", "Место")
OF_STATEMENTS: Final = ("Stance {} denies", "Stance {} asserts", "Quotation {} direct", "Stance {} perhaps")
FLAGS: Final = (*OF_STATEMENTS, "Negation {}", "Certainty {} High", "Status {} final", "Status {} accepted")
NOTES: Final = (
    *(("AnnotatorNotes", each) for each in ("It is safe.", "Он\u00a0сказал  это", "", " ", "tab\there")),
    *(("Said", each) for each in ("2015", "2016~", "soon")),
    *(
        ("Speaker", "Ann Lee"),
        ("UnnamedSpeaker", "some"),
        ("Comment", "?"),
        ("Topic", "a >  > b"),
        ("When", "\x07"),
    ),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=3, max_size=12))
    return "".join(word + gap for word, gap in pieces)


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    """A place that is not blank, behind the byte-order mark."""
    letters = [place for place, letter in enumerate(text) if letter.strip("\ufeff \t\r\n\x0b\u2028")]
    one, other = sorted((draw(st.sampled_from(letters)), draw(st.sampled_from(letters))))
    return one, other + 1


@st.composite
def words(draw: st.DrawFn, text: str, number: int) -> str:
    """A line T, cut at line ends or not, and in one part or more."""
    found = sorted({draw(spans(text)) for _ in range(draw(st.integers(1, 2)))})
    places = [found[0], *(each for each in found[1:] if each[0] >= found[0][1])]
    if draw(st.booleans()):
        places = [part for each in places for part in cut(text, *each)]
    where = ";".join(f"{start} {end}" for start, end in places)
    quote = " ".join(text[start:end] for start, end in places)
    return f"T{number}\t{draw(st.sampled_from(TYPES))} {where}\t{quote.translate({10: ' ', 13: ' '})}"


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip("\r\n"))
        start += len(line)


@st.composite
def standoffs(draw: st.DrawFn, text: str) -> list[str]:
    """The lines of a standoff file in any order; events lead to words and to events behind them."""
    count, events = draw(st.integers(2, 8)), draw(st.integers(0, 4))
    lines = [draw(words(text, number)) for number in range(1, count + 1)]
    marked = st.integers(1, count).map(lambda number: f"T{number}")
    for number in range(1, events + 1):
        inner = [f"E{other}" for other in range(number + 1, events + 1)]
        other = st.one_of(marked, st.sampled_from(inner)) if inner else marked
        roles = draw(st.lists(st.tuples(st.sampled_from(ROLES), other), max_size=4))
        told = " ".join(f"{role}:{to}" for role, to in roles)
        lines.append(f"E{number}\t{draw(st.sampled_from(EVENTS))}:{draw(marked)} {told}".rstrip(" "))
    anything = st.one_of(marked, st.sampled_from([f"E{each}" for each in range(1, events + 1)] or ["T1"]))
    for number in range(1, draw(st.integers(0, 3)) + 1):
        kind = draw(
            st.sampled_from(
                ("Friend Arg1:{} Arg2:{}\t", "Supports Arg1:{} Arg2:{}", "Attribution Source:{} Content:{}")
            )
        )
        lines.append(f"R{number}\t{kind.format(draw(marked), draw(marked))}")
    for number in range(1, draw(st.integers(0, 4)) + 1):
        lines.append(f"A{number}\t{draw(st.sampled_from(FLAGS)).format(draw(anything))}")
        lines.append(f"M{number}\tSpeculation {draw(anything)}")
    for number in range(1, draw(st.integers(0, 4)) + 1):
        kind, note = draw(st.sampled_from(NOTES))
        lines.append(f"#{number}\t{kind} {draw(anything)}\t{note}")
        lines.append(f"N{number}\tReference {draw(marked)} Wikipedia:{number}\tМост")
        lines.append(f"*\tEquiv {draw(marked)} {draw(marked)}")
    return draw(st.permutations(lines))


@st.composite
def folders(draw: st.DrawFn) -> tuple[str, list[str]]:
    text = draw(texts())
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    if draw(st.booleans()):
        text = "\ufeff" + text
    return text, draw(standoffs(text))


@contextmanager
def fresh(empty: Path) -> Iterator[tuple[Database, Path]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_database(shutil.copy(empty, folder / "claims.db")) as database:
            yield database, folder


def write(folder: Path, text: str, lines: list[str]) -> None:
    folder.mkdir()
    (folder / "a b.txt").write_bytes(text.encode())
    (folder / "a b.ann").write_bytes("".join(f"{line}\n" for line in lines).encode())


@EXACT
@given(folders())
def test_a_folder_comes_out_line_for_line(empty_file: Path, corpus: tuple[str, list[str]]) -> None:
    text, lines = corpus
    with fresh(empty_file) as (database, folder):
        write(folder / "in", text, lines)
        outcomes = [*database.each_import(BratFolder(folder / "in").read(), keep_going=True)]
        refused = any(each.outcome == "refused" for each in outcomes)
        database.export_brat(folder / "out")
        if not refused:
            assert (folder / "out" / "a b.txt").read_bytes() == text.encode()
            assert (folder / "out" / "a b.ann").read_bytes().decode().split("\n")[:-1] == lines
        again = [*database.each_import(BratFolder(folder / "out").read())]
        assert {each.outcome for each in again} <= ({"unchanged", "updated"} if refused else {"unchanged"})
        before = contents_of(database)
        database.export_brat(folder / "again")
        with fresh(empty_file) as (another, _):
            assert not [
                each
                for each in another.each_import(BratFolder(folder / "again").read())
                if each.outcome == "refused"
            ]
            assert contents_of(another)["statements"] == before["statements"]
            assert contents_of(another)["claims"] == before["claims"]


DATES: Final = st.sampled_from((None, "2015", "2017-02-15"))
SENTENCES: Final = ("It is safe.", "Мост безопасен.", "الجسر مغلق")
LINKS: Final = st.sampled_from(
    ({"name": "Ann Lee"}, {"name": "Ко"}, {"unnamed": "some"}, {"unnamed": "not named"}, {"unnamed": "she"})
)


@st.composite
def notes(draw: st.DrawFn, text: str) -> dict[str, Any]:
    """One claim with all that can be told of it; ``at`` and ``links`` have the places."""
    parts = sorted({draw(spans(text)) for _ in range(draw(st.integers(1, 3)))})
    apart = [parts[0]]
    for start, end in parts[1:]:
        if start >= apart[-1][1] and text[apart[-1][1] : start].strip():
            apart.append((start, end))
    place = st.one_of(st.none(), spans(text))
    links = draw(
        st.lists(st.tuples(LINKS, place, place, st.sampled_from((None, "direct", "reported"))), max_size=3)
    )
    sentence = draw(st.sampled_from((*SENTENCES, None)))
    quote = " ".join(" ".join(text[start:end] for start, end in apart).split())
    return {
        "at": apart,
        "links": links,
        "claim": sentence or quote.replace("\x0b", " ").strip(),
        "stance": draw(st.sampled_from(("asserts", "denies"))),
        "quotation": draw(st.sampled_from(("direct", "free_indirect"))),
        "said": draw(DATES),
        "when": draw(DATES),
    }


CLAIMS: Final = {
    sentence: {
        "kind": "event",
        "status": "rejected",
        "topics": ["a > b", "c"],
        "about": ["Ко", {"object": "Ann Lee"}],
    }
    for sentence in SENTENCES[:2]
}


def prepared(text: str, told: list[dict[str, Any]], by: str | None, name: str) -> PreparedText:
    """Return a text with claims that stand where they were told to."""

    def span(at: tuple[int, int]) -> Span:
        return Span(*at, text[slice(*at)])

    claims = []
    for note in told:
        links = [
            {
                **who,
                "quotation": given if place else None,
                "source": source and text[slice(*source)],
                "cue": cue and text[slice(*cue)],
            }
            for place, (who, source, cue, given) in enumerate(note["links"])
        ]
        record = {key: value for key, value in note.items() if key not in {"at", "links"}}
        record |= {**CLAIMS.get(note["claim"], {}), "quote": text[slice(*note["at"][0])], "speakers": links}
        (claim,) = read_record({"claims": [record]}, called=name).claims
        (stated,) = claim.statements
        speakers = tuple(
            replace(
                each,
                source=each.source and replace(each.source, span=span(source)),
                cue=each.cue and replace(each.cue, span=span(cue)),
            )
            for each, (_who, source, cue, _given) in zip(stated.speakers, note["links"], strict=True)
        )
        stated = replace(stated, spans=tuple(map(span, note["at"])), speakers=speakers)
        claims.append(replace(claim, statements=(stated,)))
    annotation = replace(read_record({"annotator": by}, called=name), claims=tuple(claims))
    source = read_wording(text, name=name)
    return PreparedText(
        name, "s/a.txt", f"/{name}", source, text.encode(), annotation, name, "0" * 63 + name[:1]
    )


@EXACT
@given(st.data())
def test_what_a_database_says_comes_back(empty_file: Path, data: st.DataObject) -> None:
    text = data.draw(texts())
    annotators = data.draw(
        st.lists(st.sampled_from((None, "Кim", "b/..")), min_size=1, max_size=3, unique=True)
    )
    with fresh(empty_file) as (database, folder), fresh(empty_file) as (another, _):
        for number, by in enumerate(annotators):
            told = data.draw(st.lists(notes(text), min_size=1, max_size=4))
            (outcome,) = database.each_import([prepared(text, told, by, f"{number}.yaml")])
            assert outcome.outcome != "refused", outcome
        database.export_brat(folder / "out")
        outcomes = [*another.each_import(BratFolder(folder / "out").read())]
        assert "refused" not in {each.outcome for each in outcomes}, outcomes
        was, became = contents_of(database), contents_of(another)
        assert became["statements"] == was["statements"]
        assert became["claims"] == was["claims"]
        another.export_brat(folder / "again")
        assert files(folder / "again") == files(folder / "out")


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
