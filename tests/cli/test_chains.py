"""A chain of speakers on the page: a sentence, its links, and their words marked in the paragraph."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]
    Write = Callable[[str, str], Path]

SIGNS = re.compile("[⟦⟧⟨⟩‹›]")


def load(cli: Cli, place: Where, write: Write, text: str, **claim: object) -> None:
    line = {
        "text": text,
        "article": {"title": "On talks"},
        "claims": [{"claim": "The talks began.", **claim}],
    }
    assert cli("--db", place, "load", write("a.jsonl", json.dumps(line)))[0] == 0


def page(cli: Cli, place: Where, *more: str) -> str:
    status, shown, said = cli("--db", place, "claim", "show", "1", *more)
    assert (status, said) == (0, "")
    return " ".join(shown.split())


def test_the_seeds_tell_on_whose_word_a_claim_is_made(cli: Cli, seeded_place: Where) -> None:
    shown = cli("--db", seeded_place, "claim", "show", "kassis-played-instrumental-role")[1]
    assert (
        "Al Mayadeen TV, as reported in *A Strategic Shift in Syrian Conflict Resolution*, says that Randa "
        "Kassis played an instrumental role in the Astana process." in " ".join(shown.split())
    )
    assert "⟨The Al Mayadeen TV report⟩ ⟦‹recognised› her instrumental role⟧" in " ".join(shown.split())
    shown = cli("--db", seeded_place, "claim", "show", "astana-launched-in-2017")[1]
    assert (
        "*A Strategic Shift in Syrian Conflict Resolution* says that the Astana talks were launched"
        in " ".join(shown.split())
    )


def test_a_page_shows_the_sentence_the_links_and_their_words(
    cli: Cli, empty_place: Where, write: Write
) -> None:
    speakers = [
        {"name": "Kassis", "source": "Kassis", "cue": "said"},
        "TASS",
        {"unnamed": "some", "cue": "as some have it", "quotation": "free_indirect"},
    ]
    text = "Kassis said the talks began, as some have it.\nElse."
    load(cli, empty_place, write, text, quote="the talks began", speakers=speakers, quotation="indirect")
    shown = page(cli, empty_place)
    assert (
        "Kassis, as told by TASS, as told by somebody called only “some”, as reported in *On talks*, "
        "says that the talks began. indirect quotation" in shown
    )
    assert "1. Kassis: source ⟨Kassis⟩ 0–6; cue ‹said› 7–11" in shown
    assert "2. TASS" not in shown
    assert "3. “some”: free indirect quotation; cue ‹as some have it› 29–44" in shown
    assert shown.endswith("⟨Kassis⟩ ‹said› ⟦the talks began⟧, ‹as some have it›.")
    (statement,) = json.loads(cli("--db", empty_place, "claim", "show", "1", "-f", "json")[1])["statements"]
    assert statement["told_as"] == (
        "Kassis, as told by TASS, as told by somebody called only “some”, as reported in *On talks*, "
        "says that the talks began."
    )
    assert [(link["name"], link["label"], link["position"]) for link in statement["chain"]] == [
        ("Kassis", None, 1),
        ("TASS", None, 2),
        (None, "some", 3),
    ]
    assert statement["chain"][0]["cue"] == {
        "quote": "said",
        "start_char": 7,
        "end_char": 11,
        "version": 1,
        "outcome": None,
    }


# Each text with its marks, from which the quote, the source and the cue are read.
MARKED = [
    "‹قالت› ⟨رندة قسيس⟩ إن ⟦المحادثات بدأت⟧ في أستانا.",
    "⟨Касис⟩ ‹сказала›: ⟦переговоры начались⟧.",
    "⟨習近平⟩‹說›⟦會談開始了⟧。",
    "⟨ראנדה⟩ ‹אמרה›: ⟦השיחות החלו⟧.",
    "⟨🕊 ⟦Kassis⟩ ‹🕊 called›⟧ them off.",
    "⟦She ‹called upon› ⟨him⟩⟧ to host.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_words_are_marked_in_any_script_also_across_each_other(
    cli: Cli, empty_place: Where, write: Write, marked: str
) -> None:
    def between(opening: str, closing: str) -> str:
        return SIGNS.sub("", marked.partition(opening)[2].partition(closing)[0])

    speakers = [{"name": "رندة", "source": between("⟨", "⟩"), "cue": between("‹", "›")}]
    load(cli, empty_place, write, SIGNS.sub("", marked), quote=between("⟦", "⟧"), speakers=speakers)
    shown = page(cli, empty_place)
    assert marked in shown
    assert "رندة, as reported in *On talks*, says that the talks began." in shown


def test_words_that_are_not_shown_are_told_with_their_place(
    cli: Cli, empty_place: Where, write: Write
) -> None:
    text = f"Kassis spoke.\n\n{'la ' * 90}the talks began {'la ' * 90}she ended."
    speakers = [{"name": "Kassis", "source": "Kassis", "cue": "she ended"}]
    load(cli, empty_place, write, text, quote="the talks began", speakers=speakers)
    shown = page(cli, empty_place)
    assert "source ⟨Kassis⟩ 0–6; cue ‹she ended› 571–580" in shown
    assert "⟦the talks began⟧" in shown
    assert shown.count("⟨") == shown.count("‹") == 1


@pytest.mark.parametrize(("words", "marked"), [(3, 2), (66, 1)])
def test_a_sign_of_the_text_is_told_from_the_one_where_it_is_cut(
    cli: Cli, empty_place: Where, write: Write, words: int, marked: int
) -> None:
    text = f"… she {'la ' * words}said the talks began …"
    speakers = [{"name": "Kassis", "source": "she", "cue": "… she"}]
    load(cli, empty_place, write, text, quote="the talks began", speakers=speakers)
    shown = page(cli, empty_place)
    assert "source ⟨she⟩ 2–5; cue ‹… she› 0–5" in shown
    assert shown.count("⟨she⟩") == marked
    assert shown.count("‹… ⟨she⟩›") == marked - 1


def test_a_narrow_terminal_loses_nothing(
    cli: Cli, empty_place: Where, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    speakers = [{"name": "Kassis", "source": "Kassis", "cue": "said"}]
    load(cli, empty_place, write, "Kassis said the talks began.", quote="the talks began", speakers=speakers)
    lines = cli("--db", empty_place, "claim", "show", "1")[1].splitlines()
    assert max(map(len, lines)) <= 24
    shown = " ".join(" ".join(lines).split())
    assert "Kassis, as reported in *On talks*, says that the talks began." in shown
    assert "1. Kassis: source ⟨Kassis⟩ 0–6; cue ‹said› 7–11" in shown


def test_what_a_terminal_might_obey_is_made_visible(cli: Cli, empty_place: Where, write: Write) -> None:
    text = "K\x1b[31m said the talks began."
    speakers = [{"unnamed": "K", "source": "K\x1b[31m", "cue": "\x1b[31m said"}]
    load(cli, empty_place, write, text, quote="the talks began", speakers=speakers)
    shown = page(cli, empty_place)
    assert "\x1b" not in shown
    assert "⟨K‹\ufffd[31m⟩ said› ⟦the talks began⟧" in shown


def test_a_source_that_is_gone_and_a_cue_that_waits_are_told(
    cli: Cli, empty_place: Where, write: Write
) -> None:
    speakers = [{"name": "Kassis", "source": "Randa Kassis", "cue": "said in Astana"}]
    claim = {"claim": "The talks began.", "quote": "the talks began long ago", "speakers": speakers}
    text = "Randa Kassis stood up. She said in Astana that the talks began long ago.\n"
    for wording in (text, text.replace("Randa Kassis stood up. ", "").replace("in Astana", "at Astana")):
        line = {"text": wording, "article": {"file": "talks"}, "claims": [claim]}
        status, _shown, told = cli("--db", empty_place, "load", write("a.jsonl", json.dumps(line)))
        assert status == 0
    assert "gone: source of The talks began. «Randa Kassis»" in told
    assert "cue of The talks began. «said in Astana» → «said at Astana»" in told
    shown = page(cli, empty_place)
    assert "source ⟨Randa Kassis⟩ 0–12, gone, version 1; cue ‹said at Astana›" in shown
    assert "⟦the talks began long ago⟧" in shown
    review = cli("--db", empty_place, "review")[1]
    assert "cue of The talks began." in " ".join(review.split())


WRONG = {
    "- {}": "claims[0].speakers[0]: nobody speaks here; write the «name» of an actor, or «unnamed»",
    "- {source: Rain}": "nobody speaks here",
    "- {name: A, unnamed: b}": "holds both «name» and «unnamed»; give each speaker an item of its own",
    "- {name: A, sorce: Rain}": "claims[0].speakers[0]: unknown key «sorce»: did you mean «source»?",
    "- {name: A, cue: [Rain]}": 'claims[0].speakers[0].cue: «["Rain"]» is a list; write text or a mapping',
    "- {name: A, cue: {before: Rain}}": "claims[0].speakers[0].cue: «quote» is missing; add it",
    '- {name: A, cue: " "}': "is blank; write the wording as it stands in the article",
    "- {name: A, quotation: loud}": "«loud» is none of «direct», «indirect»",
    "- {name: A, cue: {quote: Rain, occurrence: 0}}": "is no count of places from 1",
    "- [A, B]": 'claims[0].speakers[0]: «["A", "B"]» is a list; write text or a mapping',
}


@pytest.mark.parametrize("speaker", list(WRONG))
def test_what_is_wrong_with_a_speaker_is_told(
    cli: Cli, empty_place: Where, write: Write, speaker: str
) -> None:
    write("rain.txt", "Rain fell.")
    path = write(
        "rain.claims.yaml",
        f"claims:\n  - claim: It rained.\n    quote: Rain fell\n    speakers:\n      {speaker}\n",
    )
    status, _shown, said = cli("--db", empty_place, "load", path)
    assert status == 1
    assert WRONG[speaker] in said
    assert ":5:" in said
