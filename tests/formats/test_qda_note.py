"""Descriptions of selections: what claimsdb writes is read back, and what others write is a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.errors.qda import DescriptionError
from claimsdb.formats.refi_qda.note import read_note as read
from claimsdb.formats.refi_qda.note import write_note
from claimsdb.records.qda import QdaNote, QdaSpeaker

NAMES = st.sampled_from(
    ("Ann Lee", "stance: denies", "part: 1 of 2", "A: b", "رندة قسيس", "🙂", "«x»", "[claimsdb] ")
)
LINES = NAMES.map(str.strip).filter(lambda name: name != "[claimsdb]")
WORDS = st.sampled_from(("said", "she said » so", "橋が"))
PLACES = st.builds(lambda start, words: (start, start + len(words), words), st.integers(0, 10**9 - 99), WORDS)
SAID = st.sampled_from((None, "2015", "2016~", "[1667,1670..1672]"))
SPEAKERS = st.builds(
    lambda who, told: QdaSpeaker(**who, **told),
    st.one_of(st.builds(dict, name=LINES), st.builds(dict, label=LINES)),
    st.builds(
        dict,
        source=st.none() | PLACES,
        cue=st.none() | PLACES,
        quotation=st.sampled_from((None, "direct")),
    ),
)
NOTES = st.builds(
    QdaNote,
    claim=LINES,
    stance=st.sampled_from(("asserts", "denies")),
    quotation=st.sampled_from((None, "none")),
    said=SAID,
    speakers=st.lists(SPEAKERS, max_size=3).map(tuple),
    about=st.lists(st.tuples(st.sampled_from(("subject", "object", "other")), LINES), max_size=3).map(tuple),
    when=SAID,
    kind=st.sampled_from((None, "event")),
    status=st.sampled_from((None, "suggested")),
    part=st.just(2),
    parts=st.just(3),
)


@given(NOTES)
def test_what_is_written_is_read_back(note: QdaNote) -> None:
    assert read(write_note(note)) == note
    assert read(write_note(note).replace("\n", "\r\n  ")) == note


def test_what_people_write_is_one_sentence() -> None:
    assert read(" A bridge\n fell.\n\nstance: denies ") == QdaNote("A bridge fell. stance: denies")
    assert read(" \n\t") is None
    assert read("[claimsdb]\nstance: denies") is None


@pytest.mark.parametrize(
    "line",
    [
        "stance:",
        "stance denies",
        "Stance: denies",
        "named at: 0-4",
        "quotes: direct",
        "part: 1",
        "part: a of b",
    ],
)
def test_a_line_that_claimsdb_does_not_write_is_named(line: str) -> None:
    with pytest.raises(DescriptionError, match=line):
        read(f"A bridge fell.\n[claimsdb]\n{line}")


def test_a_place_must_be_one() -> None:
    with pytest.raises(DescriptionError, match="named at: 4"):
        read("A bridge fell.\n[claimsdb]\nspeaker: Ann\nnamed at: 4")
