"""What is written is read back as it was, whatever it says, and looks as a person would write it."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from claimsdb.formats.yaml_marks import read_yaml
from claimsdb.formats.yaml_writer import WIDTH, Style, write_yaml

STYLE = Style(
    blocks=frozenset({"article", "claims"}), apart=frozenset({"claims"}), dates=frozenset({"when", "said"})
)
ODD = (
    *("NO", "null", "~", "12:30", "2017-02-15", "1_000", "=", "<<", "-", "- a", "? b", "a: b", "a #b", "#a"),
    *("a:", ":a", "'", '"', "''", "it's", '"We never closed it,"', "\\", "%", "@", "`", "!x", "&x", "*x"),
    *("{", "[", "}", "]", ",", "a,b", "a]b", "|", ">", ">-", "---", "...", "--- a", "...\na", "a\n---\nb"),
    *(" a", "a ", "a  b", "\ta", "a\tb", "a\n", "\na", "a\n\nb", "a\n b", "a \nb", "\n", "a\r\nb", "a\rb"),
    *(
        "\x07",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "a\u2028b",
        "a\u2029b",
        "\ufeffa",
        "a\ufeff",
        "\uffff",
        "\xa0a\xa0",
    ),
    *("رندة قسيس", "\u200fרנדה\u200e", "漢字。", "👩🏽‍🚀 🇰🇿", "e\u0301", "x" * 300, "word " * 60 + "end"),
    *("a  b " * 40 + "c", "# " * 80 + "c", "- a: b " * 30 + "c", "\u3000a", "a\u3000", "0x1F", "1e3", ".inf"),
)
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
    st.text(st.sampled_from(" \n\ta:#-'\"\\[]{},?|>&*!%@`~é…"), max_size=250),
)
KEYS = st.sampled_from(("article", "claims", "when", "said", "quote", "null", "no", "wikidata", "a.b-c_d"))
SCALARS = st.one_of(TEXTS, st.none())


def mappings(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(KEYS, values, min_size=1, max_size=4)


VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        mappings(inner),
        mappings(st.lists(mappings(inner), max_size=3)),
        mappings(st.lists(SCALARS, max_size=4)),
    ),
    max_leaves=12,
)


def read(text: str) -> Any:
    found = read_yaml(text.encode(), file="x.claims.yaml")
    assert found.problems == ()
    return found.data


@given(record=mappings(VALUES))
def test_whatever_is_written_is_read_back(record: dict[str, Any]) -> None:
    assert read(write_yaml(record, STYLE)) == record


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_come_back_in_every_position(text: str) -> None:
    record: Any = {
        "quote": text,
        "when": text,
        "article": {"said": text, "a": [text, {"b": text}]},
        "claims": [text],
    }
    assert read(write_yaml(record, STYLE)) == record


@given(text=TEXTS)
@example(text="2017-02-15")
def test_other_programs_read_the_same_text(text: str) -> None:
    record: Any = {"quote": text, "about": [text, {"object": text}]}
    assert yaml.safe_load(write_yaml(record, STYLE)) == record


def test_it_looks_as_a_person_would_write_it() -> None:
    record: dict[str, Any] = {
        "annotator": {"name": "spotter", "kind": "program", "version": "2.1"},
        "article": {"title": "What the mayor said: nothing", "authors": [], "language": "no"},
        "claims": [
            {"claim": "It fell.", "when": "2017-02-15", "about": ["Ann Lee", {"object": "Ben"}]},
            {"claim": "word " * 30 + "end", "quote": 'first\n  "second"', "kind": None},
        ],
    }
    assert write_yaml(record, STYLE) == dedent(
        """\
        annotator: {name: spotter, kind: program, version: "2.1"}

        article:
          title: "What the mayor said: nothing"
          authors: []
          language: "no"

        claims:
          - claim: It fell.
            when: 2017-02-15
            about: [Ann Lee, {object: Ben}]

          - claim: >-
              word word word word word word word word word word word word word word word word word word word
              word word word word word word word word word word word end
            quote: |-
              first
                "second"
            kind: null
        """
    )


@given(words=st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=60))
def test_prose_is_never_wider_than_the_page(words: list[str]) -> None:
    written = write_yaml({"claims": [{"claim": " ".join(words)}]}, STYLE)
    assert all(len(line) <= WIDTH for line in written.splitlines())
