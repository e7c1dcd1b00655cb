"""Other processes read what the one that stores would have read, and are gone when it is."""

from __future__ import annotations

import json
import os
import pickle
import signal
from typing import TYPE_CHECKING, Any

import pytest

from claimsdb.errors.anchoring import QuoteNotFoundError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.sources import TooLargeError
from claimsdb.records.place import Place, Problem
from claimsdb.records.sources import RefusedText
from claimsdb.sources import prepare_files, prepare_lines, workers
from claimsdb.sources.prepare import bytes_to_read, ready_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claimsdb.records.sources import ReadText


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SERIAL_WORK", 0)
    monkeypatch.setattr(workers, "PATIENCE", 0)
    monkeypatch.setattr(prepare_lines, "CHUNK", 500)
    monkeypatch.setattr(prepare_files, "CHUNK", 5000)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Lines and files, good and bad, one of them twice."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    lines: list[Any] = [
        {
            "text": f"Bridge {number} fell.",
            "claims": [{"claim": f"{number} fell.", "quote": f"Bridge {number}"}],
        }
        for number in range(40)
    ]
    lines[7] = {"text": " "}
    lines[8] = {"text": "Lost.", "claims": [{"claim": "It is lost.", "quote": "Found"}]}
    lines[9] = lines[3]
    lines[10] = {"txt": "Misspelt."}
    (folder / "all.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"Dam {number} stands.")
        if number % 2:
            quote = "Dam" if number % 5 else "Dike"
            (folder / f"{number:02}.claims.yaml").write_text(
                f"claims: [{{claim: Dam {number}., quote: {quote}}}]"
            )
    (folder / "03.claims.yaml").write_text("claims: [{claim: It stands.}]")
    (folder / "05.claims.yaml").write_text("article: {file: 04.txt}\n")
    return folder


def told(texts: Iterable[ReadText]) -> list[object]:
    """Return all that the texts say."""
    return [_told(text) for text in texts]


def _told(text: ReadText) -> object:
    if isinstance(text, RefusedText):
        return text.name, str(text.reason), type(text.reason)
    return getattr(text, "ready", getattr(text, "name", None)), text.again()


def test_they_read_what_one_process_would_have_read_in_the_same_order(corpus: Path) -> None:
    alone = told(ready_all([corpus], workers=0))
    assert len(alone) == 51
    assert told(ready_all([corpus], workers=2)) == alone


def test_all_that_there_is_to_read_is_told_of(corpus: Path) -> None:
    sizes: list[int] = []
    list(ready_all([corpus], told=sizes.append, workers=2))
    assert sum(sizes) == bytes_to_read([corpus]) == sum(each.stat().st_size for each in corpus.iterdir())


def test_what_one_that_dies_had_to_read_is_read_all_the_same(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    process = workers._process

    def dying() -> Any:
        started.append((made := process()).pid)
        os.kill(made.pid, signal.SIGKILL)
        return made

    monkeypatch.setattr(workers, "_process", dying)
    assert told(ready_all([corpus], workers=2)) == told(ready_all([corpus], workers=0))
    assert len(started) == 2


def test_none_is_left_when_nobody_wants_more(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    process = workers._process

    def noted() -> Any:
        started.append(process())
        return started[-1]

    monkeypatch.setattr(workers, "_process", noted)
    monkeypatch.setattr(workers, "MOST_AHEAD", 0)
    texts: Iterator[ReadText] = iter(ready_all([corpus], workers=2))
    next(texts)
    assert [each.poll() for each in started] == [None, None]
    texts.close()  # type: ignore[attr-defined]
    assert all(each.poll() is not None for each in started)


def test_one_alone_is_started_where_it_is_not_waited_for(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []
    process = workers._process

    def noted() -> Any:
        started.append(process())
        return started[-1]

    monkeypatch.setattr(workers, "_process", noted)
    monkeypatch.setattr(workers, "PATIENCE", 600)
    assert told(ready_all([corpus], workers=2)) == told(ready_all([corpus], workers=0))
    assert len(started) == 1


def test_none_is_started_for_a_little(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SERIAL_WORK", 2_000_000)
    monkeypatch.setattr(workers, "_process", None)
    assert len(list(ready_all([corpus], workers=2))) == 51


@pytest.mark.parametrize(
    "failure",
    [
        AnnotationRefusedError([Problem(Place("a.jsonl", 3), "it is wrong")]),
        QuoteNotFoundError("it fell", None),
        TooLargeError("a.txt", 3, 2),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_a_failure_comes_over_whole(failure: Exception) -> None:
    again = pickle.loads(pickle.dumps(failure))  # noqa: S301 (made above)
    assert (type(again), str(again), vars(again)) == (type(failure), str(failure), vars(failure))
