"""YAML is read strictly: text stays text, everything has its place, nothing can run away."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.yaml_marks import MarkedYAML, read_yaml


def read(text: str | bytes) -> MarkedYAML:
    raw = text.encode() if isinstance(text, str) else text
    wanted: dict[str | int, type] = {"count": int, "measure": float}
    return read_yaml(raw, file="a.yaml", wants_number=lambda path: wanted.get(path[-1]) if path else None)


def refusal(text: str | bytes) -> str:
    with pytest.raises(AnnotationRefusedError) as caught:
        read(text)
    return caught.value.sentence


def notes(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


@pytest.mark.parametrize(
    "word",
    ["NO", "yes", "true", "12:30", "2017-02-15", "1.10", "0o17", "1_000", "1e3", ".inf", "Null", "0x1F", "="],
)
def test_bare_values_are_the_text_they_look_like(word: str) -> None:
    assert read(f"country: {word}").data == {"country": word}


def test_nothing_tilde_and_null_are_empty_unless_quoted() -> None:
    text = "a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: \"~\"\n"
    assert read(text).data == {"a": None, "b": None, "c": None, "d": "", "e": "null", "f": "~"}


def test_a_whole_number_is_one_only_where_it_is_wanted_and_bare() -> None:
    assert read("count: 2\nother: 2").data == {"count": 2, "other": "2"}
    assert read("count: '2'").data == {"count": "2"}
    assert read("count: -3").data == {"count": -3}
    assert read("count: 007").data == {"count": "007"}
    assert read(f"count: {'9' * 5000}").data == {"count": "9" * 5000}
    assert read("count: 2.5").data == {"count": "2.5"}


def test_a_decimal_is_a_number_only_where_it_is_wanted_and_bare() -> None:
    assert read("measure: -2.5\nother: 2.5").data == {"measure": -2.5, "other": "2.5"}
    assert read("measure: 2").data == {"measure": 2}
    for word in ("'2.5'", "2.", ".5", "1e3", ".inf", "1_0.5"):
        assert read(f"measure: {word}").data == {"measure": word.strip("'")}


def test_places_count_code_points_and_the_line_ends_of_editors() -> None:
    marked = read("\ufeff😀a: 😀😀\r\nb: [x, é\u2028, y]\rc: z\n")
    where = {path: str(place) for path, place in marked.marks.values.items()}
    assert where == {
        (): "a.yaml:1:1",
        ("😀a",): "a.yaml:1:5",
        ("b",): "a.yaml:2:4",
        ("b", 0): "a.yaml:2:5",
        ("b", 1): "a.yaml:2:8",
        ("b", 2): "a.yaml:2:12",
        ("c",): "a.yaml:3:4",
    }
    assert str(marked.marks.of_key(("c",))) == "a.yaml:3:1"


def test_a_key_given_twice_names_both_places_and_keeps_the_first() -> None:
    text = "a: 1\nb:\n  c: 2\n  c: {d: 3}\na: 4\n"
    assert notes(text) == [
        "a.yaml:4:3: the key «c» is given twice, first at a.yaml:3:3: keep one of them",
        "a.yaml:5:1: the key «a» is given twice, first at a.yaml:1:1: keep one of them",
    ]
    assert read(text).data == {"a": "1", "b": {"c": "2"}}


def test_the_same_key_in_two_mappings_is_no_duplicate() -> None:
    assert read("- {a: 1}\n- {a: 1}\n").problems == ()


def test_an_alias_bomb_stays_small() -> None:
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    marked = read("\n".join(lines))
    assert len(marked.problems) == 10 + 9 * 9
    assert len(marked.marks.values) < 120
    assert "a.yaml:2:10: the alias «*a0» is not allowed: write the value out" in map(str, marked.problems)


def test_anchors_tags_and_merge_keys_are_noted_and_the_rest_is_read() -> None:
    text = "a: &x 1\nb: !!python/object/new:a.B [ls]\nc: ! z\n<<: {d: e}\n*x : f\ng: h\n"
    assert notes(text) == [
        "a.yaml:1:4: the anchor «&x» is not allowed: write the value out",
        "a.yaml:2:4: the tag «tag:yaml.org,2002:python/object/new:a.B» is not allowed: write the value alone",
        "a.yaml:3:4: the tag «!» is not allowed: write the value alone",
        "a.yaml:4:1: «<<» cannot be a key: write the key as text",
        "a.yaml:5:1: the alias «*x» is not allowed: write the value out",
    ]
    assert read(text).data == {"a": "1", "b": ["ls"], "c": "z", "g": "h"}


@pytest.mark.parametrize("key", ["~", "null", "''"])
def test_a_key_is_text(key: str) -> None:
    said = notes(f"{key}: x")
    assert said == ([] if key == "''" else [f"a.yaml:1:1: «{key}» cannot be a key: write the key as text"])


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "? - a\n"])
def test_a_list_or_mapping_is_no_key(key: str) -> None:
    assert refusal(f"{key}: x").endswith("a list or mapping cannot be a key: write the key as text")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{a: " * 10_000, "1:81"),
        ("[" * 10_000, "1:21"),
        ("- " * 10_000, "1:41"),
        ("\n".join(" " * depth + "a:" for depth in range(3_000)), "21:21"),
    ],
)
def test_depth_is_bounded_before_it_costs_anything(text: str, place: str) -> None:
    assert refusal(text) == f"a.yaml:{place}: lists and mappings are nested more than 20 deep: flatten them"


def test_twenty_levels_are_read() -> None:
    assert read("[" * 20 + "]" * 20).problems == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a:\n\t- b", "a.yaml:2:1: a tab stands where YAML allows only spaces: indent with spaces"),
        ("quote: we saw: him", "a.yaml:1:14: text with a colon and a space in it cannot stand bare"),
        ('x: 1\nquote: "No," he said\n', "a.yaml:2:14: text goes on after a closing quotation mark"),
        ("claim: @him", "a.yaml:1:8: bare text cannot begin with «@»"),
        ("a: b\nclaim: 'it\nc: d\n", "a.yaml:2:8: the quotation mark «'» opened here is never closed"),
        ("a: [x\nb: c", "a.yaml:2:2: this is not YAML (did not find expected ',' or ']'"),
        ('a: "\\ud800"', "a.yaml:1:7: this is not YAML (found invalid Unicode character escape code"),
        ("a: b\n---\nc: d", "a.yaml:2:1: a second document begins here: keep one document in a file"),
        ("", "a.yaml:1:1: the file says nothing; write at least «claims:» with one claim"),
        ("# only a remark\n", "a.yaml:1:1: the file says nothing"),
        ("a: b\nc: \x07", "a.yaml:2:4: the file holds the control character «\\x07» (U+0007)"),
        ("a: b\x00", "a.yaml:1:5: the file holds the control character «\\x00» (U+0000)"),
        (b"a: b\nd\xc3\xa9: caf\xe9\n", "a.yaml:2:8: the file is not UTF-8 (byte 0xE9): save it as UTF-8"),
        (b"\xef\xbb\xbfa: \xe9", "a.yaml:1:4: the file is not UTF-8 (byte 0xE9): save it as UTF-8"),
        ("a: b".encode("utf-16"), "a.yaml:1:1: the file is not UTF-8 (byte 0xFF): save it as UTF-8"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_write(text: str | bytes, sentence: str) -> None:
    assert refusal(text).startswith(sentence)


def test_what_was_noted_before_the_reading_stopped_is_told_too() -> None:
    assert refusal("a: 1\na: 2\nb: [\n").splitlines()[0].startswith("a.yaml:2:1: the key «a» is given twice")


def test_a_file_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(AnnotationRefusedError, match="the file has 12 bytes, and 11 are allowed"):
        read_yaml(b"[[[[ no YAML", file="a.yaml", limit=11)


# in YAML 1.1 these three end a line, so a file that holds them bare says something else
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029"), max_size=30)
VALUES = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=15,
)


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, _data: Any) -> bool:
        return True


@given(VALUES)
def test_what_another_writer_wrote_is_read_as_it_was(value: object) -> None:
    raw = yaml.dump(value, Dumper=NoAliases, allow_unicode=True, encoding="utf-8")
    marked = read_yaml(raw, file="a.yaml")
    assert (marked.data, marked.problems) == (value, ())


def outcome(text: str | bytes) -> MarkedYAML | AnnotationRefusedError:
    """What comes of a text, if it is no other failure."""
    try:
        return read(text)
    except AnnotationRefusedError as error:
        return error


@given(st.text("ab:-?[]{},#&*!|>'\"%@` \n\t\r0~<\\\u2028") | TEXTS)
def test_every_fault_of_any_text_has_its_line(text: str) -> None:
    for problem in outcome(text).problems:
        assert 1 <= (problem.place.line or 0) <= len(text) + 1
        assert (problem.place.column or 0) >= 1


@given(st.binary(max_size=40))
def test_no_bytes_bring_anything_but_a_refusal(raw: bytes) -> None:
    found = outcome(raw)
    assert isinstance(found, MarkedYAML) or found.problems
