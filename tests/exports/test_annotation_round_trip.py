"""What goes out as annotations comes back: nothing changes here, and elsewhere the same is said."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.library import Database, open_database
from claimsdb.queries.full_statements import full_statements
from claimsdb.sources.foreign.annotations import hypothesis_annotations, web_annotations
from tests.annotation_musts import hold_collection

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.records.full_statements import FullStatement
    from tests.engines import Where

SENTENCES: Final = (
    "The bridge 🌉 is closed, he said.",
    "الجسر مغلق 🚧 منذ عام.",
    "גשר העץ נסגר, אמרה.",
    "橋は閉鎖された。",
    "Мост закрыт 👩‍👩‍👧.",
    "पुल बंद है।",
    "Cafe\u0301 n'ouvre pas; 🇫🇷🇩🇪 non plus.",
    "𝔊𝔬𝔱𝔥𝔦𝔠 𐍈 and old.",
)
NAMES: Final = ("Ann Lee", "ליאת 🙂", "علي", "山田")
TOPICS: Final = ("Roads > Bridges", "آمن", "安全")
FORMS: Final = ("web", "web lines", "hypothesis", "hypothesis lines")


def some(values: Any) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


@st.composite
def statements(draw: st.DrawFn, text: list[str]) -> dict[str, Any]:
    """Draw a quote of whole sentences, some with words left out."""
    first = draw(st.integers(0, len(text) - 1))
    last = draw(st.integers(first, min(first + 2, len(text) - 1)))
    quote = " ".join(text[first : last + 1])
    record: dict[str, Any] = {"quote": quote}
    whole = " ".join(text)
    place = len(" ".join(text[:first])) + (1 if first else 0)
    record["occurrence"] = sum(whole.startswith(quote, each) for each in range(place + 1))
    return record | draw(
        st.fixed_dictionaries(
            {},
            optional={
                "speakers": st.lists(
                    st.one_of(st.sampled_from(NAMES), st.just({"unnamed": "a witness"})), max_size=2
                ),
                "stance": st.sampled_from(("asserts", "denies", "predicts")),
                "quotation": st.sampled_from(("direct", "reported")),
                "said": st.sampled_from(("2019", "2017-02~")),
            },
        )
    )


@st.composite
def annotated_texts(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """Draw a text with what a file says of it."""
    text = draw(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=5))
    claims: list[dict[str, Any]] = [
        {
            "claim": f"Claim {number} {place} 🙂 ادعاء.",
            "statements": draw(st.lists(statements(text), min_size=1, max_size=2)),
            "about": [{"object": each} for each in draw(some(NAMES))],
            "topics": draw(some(TOPICS)),
            **draw(st.sampled_from(({}, {"key": f"k{place}", "kind": "event"}, {"when": "2015"}))),
        }
        for place in range(draw(st.integers(0, 3)))
    ]
    if draw(st.booleans()):  # a claim that every text may have, and a quote with words left out
        words = f"{text[0]} … {text[-1]}" if len(text) > 2 else text[0]
        claims.append({"claim": "Said by all.", "quote": words, "occurrence": 1})
    annotator = draw(st.sampled_from((None, "Eve 🙂", {"name": "coder", "kind": "program", "version": "2"})))
    url = draw(st.sampled_from((None, f"https://example.org/{number}/جسر", f"no address {number}")))
    end = draw(st.sampled_from((" ", "\r\n")))
    return {"text": end.join(text), "claims": claims, "annotator": annotator, "article": {"url": url}}


def load(database: Database, folder: Path, drawn: list[dict[str, Any]]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number, each in enumerate(drawn):
        (folder / f"{number}.txt").write_bytes(f"{number} {each['text']}".encode())
        record = {name: value for name, value in each.items() if name != "text"}
        record["article"] = {**record["article"], "file": f"{number}.txt"}
        (folder / f"{number}.claims.yaml").write_text(json.dumps(record, ensure_ascii=False))
    database.load(folder)


def everything(database: Database) -> list[FullStatement]:
    with database._reading() as connection:
        return list(full_statements(connection))


def said(database: Database) -> Counter[FullStatement]:
    """What is said, apart from numbers, moments and files of the database that it is said in."""
    alike: dict[str, Any] = {
        "statement_id": 0,
        "article_id": 0,
        "claim_id": 0,
        "recorded_at": "",
        "observed_at": "",
        "recorded_in": None,
    }
    return Counter(
        replace(each, **alike, url=each.url if each.url and "://" in each.url else None, title=None)
        for each in everything(database)
    )


def export(database: Database, form: str, path: Path) -> Path:
    path.unlink(missing_ok=True)
    if form.startswith("web"):
        database.export_web_annotations(path, lines="lines" in form)
    else:
        database.export_hypothesis(path, lines="lines" in form)
    return path


def take_in(database: Database, form: str, path: Path, texts: Path | None = None) -> list[str]:
    reader = web_annotations if form.startswith("web") else hypothesis_annotations
    return [each.outcome for each in database.each_import(reader(path, texts).read())]


@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    drawn=st.integers(1, 3).flatmap(
        lambda count: st.tuples(*[annotated_texts(number) for number in range(count)])
    )
)
def test_what_goes_out_changes_nothing_here_and_says_the_same_elsewhere(
    form: str, drawn: tuple[dict[str, Any], ...], fresh: Callable[[str], Where], tmp_path: Path
) -> None:
    folder, path = tmp_path / "texts", tmp_path / "out.json"
    with open_database(fresh("here")) as here:
        load(here, folder, list(drawn))
        before = everything(here)
        export(here, form, path)
        if form == "web":
            hold_collection(json.loads(path.read_text()))
        if not before:
            return
        assert set(take_in(here, form, path)) == {"unchanged"}
        assert everything(here) == before
        with open_database(fresh("elsewhere")) as elsewhere:
            outcomes = take_in(elsewhere, form, path, folder)
            assert "refused" not in outcomes
            assert said(elsewhere) == said(here)
            assert elsewhere.verify().faults == ()
            assert set(take_in(elsewhere, form, path, folder)) == {"unchanged"}
            again = export(elsewhere, form, tmp_path / "again.json")
            assert set(take_in(here, form, again)) == {"unchanged"}


@pytest.mark.parametrize("form", FORMS)
def test_a_statement_on_an_earlier_wording_stays_there(
    form: str, fresh: Callable[[str], Where], tmp_path: Path
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    record = {"claims": [{"claim": "It is shut.", "quote": "The bridge is shut"}]}
    (texts / "a.txt").write_text("Now 🙂. The bridge is shut. So it is.")
    (texts / "a.claims.yaml").write_text(json.dumps(record))
    with open_database(fresh("here")) as here:
        here.load(texts)
        (texts / "a.claims.yaml").unlink()
        (texts / "a.txt").write_text("Now 🙂, we hear: it rains. The bridge is shut. So it is.")
        here.load(texts / "a.txt")
        before = everything(here)
        assert here.claims()[0].version == 2
        path = export(here, form, tmp_path / "out.json")
        assert take_in(here, form, path) == ["unchanged"]
        assert everything(here) == before


@pytest.mark.parametrize("form", FORMS)
def test_several_files_and_annotators_of_a_text_stay_apart(
    form: str, fresh: Callable[[str], Where], tmp_path: Path
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Now 🙂. The bridge is shut. So it is.")
    for name, claim in (("Ann", "It is shut."), ("Ben", "It was shut.")):
        claims = [
            {"key": "k", "claim": claim, "quote": "The bridge is shut"},
            {"claim": "So.", "quote": "So it is"},
        ]
        record = {"article": {"file": "a.txt"}, "annotator": name, "claims": claims}
        (texts / f"{name}.claims.yaml").write_text(json.dumps(record))
    with open_database(fresh("here")) as here, open_database(fresh("there")) as there:
        here.load(texts)
        here.add_claim("a.txt", claim="By hand.", quote="bridge", annotator="Cid")
        before = everything(here)
        path = export(here, form, tmp_path / "out.json")
        assert take_in(here, form, path) == ["unchanged"] * 3
        assert everything(here) == before
        assert take_in(there, form, path, texts) == ["added", "updated", "updated"]
        assert said(there) == said(here)
        assert Counter((each.annotator, each.key) for each in everything(there)) == Counter(
            (each.annotator, each.key) for each in before
        )
