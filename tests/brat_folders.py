"""Folders of brat, written for the occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "🙂 She said that he had said: «Мост\r\nбезопасен». The bridge is safe, Eve Li said. It is closed.\n"


class Corpus:
    """A folder of brat; lines T are written by the words that they mark."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def text(self, name: str, text: str = TEXT) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def standoff(self, name: str, *lines: str) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("".join(f"{line}\n" for line in lines).encode())


def marked(number: int, kind: str, *parts: str, text: str = TEXT, after: str = "") -> str:
    """Return the line T that marks words, the first ones after others."""
    begin = text.index(after)
    ends = [(start, start + len(part)) for part in parts for start in [text.index(part, begin)]]
    words = " ".join(parts).replace("\r", " ").replace("\n", " ")
    return f"T{number}\t{kind} {';'.join(f'{start} {end}' for start, end in ends)}\t{words}"


def bridge(path: Path) -> Corpus:
    """A text in which one says that another said something, and somebody says something else."""
    made = Corpus(path)
    made.text("bridge.txt")
    made.standoff(
        "bridge.ann",
        marked(1, "Source", "She"),
        marked(2, "Attribution", "said"),
        marked(3, "Source", "he", after="that he"),
        marked(4, "Attribution", "said", after="had"),
        marked(5, "Content", "Мост", "безопасен"),
        "E1\tAttribution:T2 Source:T1 Content:E2",
        "E2\tAttribution:T4 Source:T3 Content:T5",
        "#1\tAnnotatorNotes E2\tThe bridge   is safe.",
        marked(6, "Content", "The bridge is safe"),
        marked(7, "Source", "Eve Li"),
        marked(8, "Cue", "said", after="Li"),
        "R1\tAttribution SOURCE:T7 Content1:T6 cue:T8",
        marked(9, "Claim", "It is closed"),
    )
    return made
