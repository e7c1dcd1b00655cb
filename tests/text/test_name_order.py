"""Names as they are said, and the parts that bibliographies sort by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.records.references import NameParts
from claimsdb.text.name_order import said, taken_apart


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Randa Kassis", NameParts("Kassis", "Randa")),
        ("Ludwig van Beethoven", NameParts("Beethoven", "Ludwig", "van")),
        ("Juan de la Cruz", NameParts("Cruz", "Juan", "de la")),
        ("Martin Luther King, Jr.", NameParts("King", "Martin Luther", suffix="Jr.", comma=True)),
        ("John Smith III", NameParts("Smith", "John", suffix="III")),
        ("J. Doe", NameParts("Doe", "J.")),
    ],
)
def test_the_name_of_a_person_is_taken_apart_and_said_again(name: str, parts: NameParts) -> None:
    assert taken_apart(name) == parts
    assert said(parts) == name


@pytest.mark.parametrize(
    "name",
    ["Plato", "毛泽东", "김정은", "BBC News", "The Guardian", "AFP", "Staff of 20 Minutes", "who knows"],
)
def test_what_may_be_no_person_or_stands_in_no_order_of_ours_stays_as_it_is(name: str) -> None:
    assert taken_apart(name) == NameParts(literal=name)


def test_the_kind_of_the_actor_outranks_the_words_of_the_name() -> None:
    assert taken_apart("Green Peace", "organisation").literal == "Green Peace"
    assert taken_apart("Al Press", "person") == NameParts("Press", "Al")
    assert taken_apart("Plato", "person").literal == "Plato"


def test_east_asian_names_are_said_family_name_first_with_nothing_between() -> None:
    assert said(NameParts("毛", "泽东")) == "毛泽东"
    assert said(NameParts("Kim", "Jong Un")) == "Jong Un Kim"


def test_a_particle_that_ends_in_an_apostrophe_stands_close_to_the_name() -> None:
    assert said(NameParts("Alembert", "Jean", "d’")) == "Jean d’Alembert"


@given(st.text(min_size=1, max_size=30), st.sampled_from([None, "person", "organisation"]))
def test_any_name_taken_apart_is_said_as_it_was(name: str, kind: str | None) -> None:
    assert said(taken_apart(name, kind)) == name
