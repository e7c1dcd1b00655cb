"""Annotations written from records are read back as the same records, in YAML and in JSON Lines."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimsdb.formats.annotation_jsonl import read_jsonl
from claimsdb.formats.annotation_writer import write_annotation, write_line
from claimsdb.formats.annotation_yaml import read_annotation
from claimsdb.paths import data_folder
from claimsdb.records.annotations import (
    AboutNote,
    ActorNote,
    Annotation,
    AnnotatorNote,
    ArticleNote,
    ClaimNote,
    NameNote,
    RelationNote,
    SpeakerNote,
    StatementNote,
)
from claimsdb.records.place import Place
from claimsdb.records.texts import Metadata
from claimsdb.records.vocabulary import (
    ABOUT_ROLES,
    ACTOR_KINDS,
    NAME_KINDS,
    QUOTATIONS,
    RELATIONS,
    STANCES,
    STATUSES,
)

HERE = Place("x")
LINES = st.one_of(
    st.sampled_from(
        (
            "NO",
            "12:30",
            "null",
            "a: b",
            "- a",
            "“Ann”",
            "Сара Ли",
            "رندة قسيس",
            "👩🏽‍🚀",
            "x, [y]",
            "word " * 40,
        )
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zs", "Zl", "Zp"]), min_size=1, max_size=12),
).map(str.strip)
WORDINGS = st.one_of(
    LINES, st.sampled_from((" a ", "a\n\nb", "a\n", "\ta\x07b", "“a”\n  b", "a\r\nb", "\u2028a", "… […] …"))
)
DATES = st.sampled_from(("2015", "2017-02-15", "1912~", "2015/..", "[1667,1670..1672]", "201X"))
KEYS = st.sampled_from(("a", "NO", "12", "1.5", "a-b_c.d", "null", "2017-02-15"))
LANGUAGES = st.sampled_from(("en", "no", "zh-Hant"))


def perhaps(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def several(strategy: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(strategy, min_size=least, max_size=3).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> ArticleNote:
    metadata = Metadata(
        draw(perhaps(LINES)),
        draw(perhaps(LINES)),
        draw(perhaps(DATES)),
        draw(several(LINES)),
        draw(perhaps(LANGUAGES)),
        draw(perhaps(LINES)),
    )
    names = [name for name, value in asdict(metadata).items() if value]
    unknown = draw(st.sets(st.sampled_from(("title", "outlet", "published", "authors", "language", "url"))))
    kind = draw(perhaps(st.sampled_from(("text/plain", "text/html"))))
    return ArticleNote(metadata, draw(perhaps(LINES)), None, kind, frozenset({*names, *unknown}), HERE)


IDENTIFIERS = several(st.tuples(st.sampled_from(("wikidata", "isni", "null", "no")), LINES)).map(
    lambda pairs: tuple(sorted(dict.fromkeys(pairs), key=lambda pair: pair[0]))
)
ACTORS = st.builds(
    ActorNote,
    LINES,
    st.just(HERE),
    perhaps(st.sampled_from(ACTOR_KINDS)),
    several(st.builds(NameNote, LINES, st.sampled_from(NAME_KINDS), perhaps(LANGUAGES))),
    IDENTIFIERS,
)
SPEAKERS = st.one_of(
    LINES.map(lambda name: SpeakerNote(HERE, name=name)),
    LINES.map(lambda label: SpeakerNote(HERE, label=label)),
)


@st.composite
def statements(draw: st.DrawFn) -> StatementNote:
    speakers = draw(several(SPEAKERS))
    quotations = st.sampled_from(QUOTATIONS)
    return StatementNote(
        draw(WORDINGS),
        HERE,
        draw(perhaps(WORDINGS)),
        draw(perhaps(WORDINGS)),
        draw(perhaps(st.integers(1, 1000))),
        speakers,
        draw(st.sampled_from(STANCES)),
        draw(perhaps(quotations) if speakers else quotations),
        draw(perhaps(DATES)),
    )


@st.composite
def claims(draw: st.DrawFn, key: str | None) -> ClaimNote:
    relation = st.builds(
        RelationNote,
        st.sampled_from(RELATIONS),
        st.sampled_from(("other", "b.claims.yaml#k", "a b.txt#1.5")),
        st.just(HERE),
        perhaps(LINES),
    )
    return ClaimNote(
        draw(LINES),
        HERE,
        draw(several(statements(), 1)),
        key,
        draw(perhaps(st.sampled_from(("event", "no", "y", "state")))),
        draw(perhaps(DATES)),
        draw(st.sampled_from(STATUSES)),
        draw(several(st.builds(AboutNote, LINES, st.sampled_from(ABOUT_ROLES), st.just(HERE)))),
        draw(several(st.sampled_from(("Bridges", "Bridges > North", "NO > 12:30", "#1")))),
        draw(several(relation)),
    )


@st.composite
def whole_annotations(draw: st.DrawFn) -> Annotation:
    keys = draw(st.lists(KEYS, unique=True, max_size=3))
    annotator = st.builds(
        AnnotatorNote, LINES, st.sampled_from(("person", "program")), perhaps(st.sampled_from(("2.1", "x")))
    )
    return Annotation(
        HERE,
        draw(articles()),
        draw(several(ACTORS)),
        tuple(draw(claims(key)) for key in (*keys, None)),
        draw(perhaps(annotator)),
    )


def said(annotation: object) -> dict[str, Any]:
    """Return what an annotation says, without where."""

    def without_places(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: without_places(each) for name, each in value.items() if name != "place"}
        return [without_places(each) for each in value] if isinstance(value, list | tuple) else value

    assert isinstance(annotation, Annotation)
    found: dict[str, Any] = without_places(asdict(annotation))
    return found


@settings(deadline=None)
@given(annotation=whole_annotations())
def test_a_file_is_read_back_as_the_same_annotation(annotation: Annotation) -> None:
    assert said(read_annotation(write_annotation(annotation), file="x")) == said(annotation)


@settings(deadline=None)
@given(annotation=whole_annotations(), text=WORDINGS)
def test_a_line_is_read_back_as_the_same_annotation(annotation: Annotation, text: str) -> None:
    carrying = replace(annotation, text=text)
    (read,) = read_jsonl([write_line(carrying)], file="x")
    assert said(read) == said(carrying)


@pytest.mark.parametrize("name", ["000_8f79c17ccdfd389b", "004_d2651000a0236118"])
def test_the_seeds_are_written_as_they_were_but_for_comments(name: str) -> None:
    seed = Path(data_folder("seeds"), f"{name}.claims.yaml").read_bytes()
    written = write_annotation(read_annotation(seed, file="x"))
    assert said(read_annotation(written, file="x")) == said(read_annotation(seed, file="x"))
    told = [line for line in seed.splitlines() if b"#" not in line and b">-" not in line]
    assert sum(line in written.splitlines() for line in told) > 0.8 * len(told)


def test_the_wording_itself_stands_only_in_lines() -> None:
    annotation = Annotation(HERE, text="It fell.")
    assert b"It fell" not in write_annotation(annotation)
    assert b"It fell" in write_line(annotation)
