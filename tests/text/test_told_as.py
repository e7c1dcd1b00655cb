from __future__ import annotations

import pytest

from claimsdb.records.rows import ChainLink
from claimsdb.records.vocabulary import STANCES
from claimsdb.text.told_as import VERBS, called, told_as

SHIFT = "*A Strategic Shift in Syrian Conflict Resolution*"
CLAIM = "The Astana talks forged ceasefire mechanisms."


def named(name: str, quotation: str | None = None) -> ChainLink:
    return ChainLink(1, 1, name, None, quotation, None, None)


def unnamed(label: str) -> ChainLink:
    return ChainLink(1, None, None, label, None, None, None)


@pytest.mark.parametrize(
    ("chain", "who"),
    [
        ((), SHIFT),
        ((named("Al Mayadeen TV"),), f"Al Mayadeen TV, as reported in {SHIFT},"),
        (
            (named("Randa Kassis"), named("Al Mayadeen TV")),
            f"Randa Kassis, as told by Al Mayadeen TV, as reported in {SHIFT},",
        ),
        (
            (named("Kassis"), named("TASS", "direct"), unnamed("some actors")),
            "Kassis, as quoted by TASS, as told by somebody called only “some actors”, as reported in *T*,",
        ),
        ((unnamed("some"),), f"Somebody called only “some”, as reported in {SHIFT},"),
    ],
)
def test_a_chain_reads_as_a_sentence(chain: tuple[ChainLink, ...], who: str) -> None:
    article = "*T*" if "*T*" in who else SHIFT
    sentence = f"{who} says that the Astana talks forged ceasefire mechanisms."
    assert told_as(chain, article, "asserts", CLAIM) == sentence


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        ("asserts", "says that"),
        ("denies", "denies that"),
        ("questions", "questions whether"),
        ("predicts", "predicts that"),
        ("demands", "demands that"),
    ],
)
def test_every_stance_has_its_verb(stance: str, words: str) -> None:
    assert set(VERBS) == set(STANCES)
    assert told_as((), "x.txt", stance, "Rain fell.") == f"x.txt {words} Rain fell."


@pytest.mark.parametrize(
    ("claim", "within"),
    [
        ("It rained.", "it rained."),
        ("An envoy came.", "an envoy came."),
        ("In 2015 talks began.", "in 2015 talks began."),
        ("Theresa May left.", "Theresa May left."),
        ("IT firms left.", "IT firms left."),
        ("A. Smith left.", "A. Smith left."),
        ("Itself.", "Itself."),
        ("رندة قسيس دعت إلى محادثات.", "رندة قسيس دعت إلى محادثات."),
        ("ИТ.", "ИТ."),
    ],
)
def test_only_a_few_small_words_lose_their_capital(claim: str, within: str) -> None:
    assert told_as((), "x.txt", "asserts", claim) == f"x.txt says that {within}"


def test_an_article_is_called_by_its_title_or_else_its_file_or_else_its_number() -> None:
    assert called("On  talks\nin Astana", "a.txt", 3) == "*On talks in Astana*"
    assert called(None, "a b.txt", 3) == "a b.txt"
    assert called(None, None, 3) == "article 3"


def test_only_words_of_our_own_begin_with_a_capital() -> None:
    assert told_as((), called(None, None, 3), "asserts", CLAIM).startswith("Article 3 says that")
    assert told_as((named("iRobot"),), "article 3", "denies", CLAIM).startswith(
        "iRobot, as reported in article 3, denies that the"
    )
