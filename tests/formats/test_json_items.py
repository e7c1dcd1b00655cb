"""The items of a long JSON document come one by one, whatever pieces it is read in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.errors.annotations import NotJSONError
from claimsdb.formats import json_items
from claimsdb.formats.json_items import JSONItems
from claimsdb.formats.named_information import ni_of, sha256_in

if TYPE_CHECKING:
    from collections.abc import Iterator

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)


def items(text: str, size: int = 7) -> list[Any]:
    chunks: Iterator[str] = (text[place : place + size] for place in range(0, len(text), size))
    return [json.loads(each.text) for each in JSONItems(chunks, "a.json", lists=("rows",), within=("first",))]


@given(values=st.lists(VALUES, max_size=5), size=st.integers(1, 40), indent=st.sampled_from((None, 1)))
def test_items_are_those_that_were_written(values: list[Any], size: int, indent: int | None) -> None:
    def written(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, indent=indent)

    assert items(written(values), size) == values
    assert items(written({"total": 12, "rows": values, "more": values}), size) == values
    assert items(written({"x": {}, "first": {"rows": values, "y": [1]}}), size) == values
    objects = [{"a": each} for each in values]
    assert items("\n".join(map(json.dumps, objects)), size) == objects


def test_each_item_says_in_which_line_it_begins() -> None:
    text = '{"total": 2,\n"rows": [\n{"a":\n1},\n\n{"b": 2}]}'
    found = JSONItems(iter(text), "a.json", lists=("rows",))
    assert [each.line for each in found] == [3, 6]


@pytest.mark.parametrize(
    ("text", "line"),
    [('[1,\n"a\n"]', 2), ("[1,\n\n,]", 3), ('{"rows": [1]\n', 2), ("{\n1: 2}", 2), ("[1]\n]", 2)],
)
def test_a_fault_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(NotJSONError, match=f"a.json:{line}: "):
        items(text)


def test_what_does_not_end_is_not_read_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_items, "LONGEST", 1000)
    endless = iter(lambda: "x" * 100, "")
    with pytest.raises(NotJSONError, match="more than 1,000 characters"):
        list(JSONItems(iter(['["', *(next(endless) for _ in range(100))]), "a.json", lists=()))


@given(digest=st.binary(min_size=32, max_size=32))
def test_a_digest_is_named_as_rfc_6920_does(digest: bytes) -> None:
    assert sha256_in(ni_of(digest.hex())) == digest.hex()
    assert sha256_in(f"{ni_of(digest.hex())}?ct=text/plain") == digest.hex()


def test_the_example_of_rfc_6920_is_read() -> None:
    example = "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
    assert ni_of(sha256_in(example) or "") == example
    assert sha256_in(example) == "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert sha256_in("https://example.org/") is None
