from __future__ import annotations

from benchmarks.naming import made_up
from claimsdb.text.name_candidates import NEIGHBOURS, Candidates
from claimsdb.text.name_words import name_words


def candidates(names: list[str]) -> Candidates:
    return Candidates([name_words(name) for name in names])


def pairs(names: list[str], least: float = 80) -> set[tuple[str, str]]:
    found = candidates(names).alike(range(len(names)), least)
    return {(names[one], names[other]) for one, other, _ in found}


def test_variants_in_any_script_and_order_are_found() -> None:
    names = [
        "Randa Kassis",
        "رندة قسيس",
        "Кассис Ранда",
        "Xi Jinping",
        "习近平",
        "Nikita Chruschtschow",
        "Никита Хрущёв",
    ]
    assert pairs(names) == {
        ("Randa Kassis", "رندة قسيس"),
        ("Randa Kassis", "Кассис Ранда"),
        ("رندة قسيس", "Кассис Ранда"),
        ("Xi Jinping", "习近平"),
        ("Nikita Chruschtschow", "Никита Хрущёв"),
    }


def test_names_of_one_owner_are_no_pair() -> None:
    found = candidates(["Kairat Lee", "Kairat Lee", "Kayrat Lee"]).alike([1, 1, 2], 80)
    assert sorted((one, other) for one, other, _ in found) == [(0, 2), (1, 2)]


def test_one_owner_can_be_wanted() -> None:
    names = ["Kairat Lee", "Kayrat Lee", "Bo Chan", "Bo Chan"]
    found = candidates(names).alike(range(4), 80, wanted=1)
    assert [(one, other) for one, other, _ in found] == [(1, 0)]


def test_a_very_common_name_does_not_make_a_square_of_pairs() -> None:
    names = [f"Mohammed Ali{'x' * (number % 7)}" for number in range(2000)]
    blocks_a_name = 12
    found = sum(1 for _ in candidates(names).pairs())
    assert 2000 * NEIGHBOURS / 2 < found < 2000 * NEIGHBOURS * blocks_a_name


def test_among_many_of_a_name_the_variants_are_neighbours() -> None:
    names = [f"Mohammed {name}" for name in made_up(300)]
    assert ("Mohammed Kassis", "محمد قسيس") in pairs([*names, "Mohammed Kassis", *names[::-1], "محمد قسيس"])
