"""Which runs of an old wording stand unchanged, and in the same order, in a new one."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from claimsdb.anchoring.anchors import anchored, between, equal_run, once, outside, spread, strictly
from claimsdb.anchoring.folding import fold_key
from claimsdb.anchoring.increasing import heaviest_chain
from claimsdb.anchoring.pairing import LEAST_ALIKE, Pair, pair_alike
from claimsdb.anchoring.units import sentences, word_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from claimsdb.anchoring.anchors import Gap

_MOST_PAIRS: Final = 400
_MOST_CELLS: Final = 100_000_000
_MOST_WORDS: Final = 4_000_000
_SHORTEST_MOVED: Final = 12


class Block(NamedTuple):
    """A run of ``length`` code points that is the same in both texts, and where it stands in each."""

    old: int
    new: int
    length: int

    @property
    def shift(self) -> int:
        """How far the new place is behind the old one."""
        return self.new - self.old


class Alignment(NamedTuple):
    """What two texts have in common: runs in the same order, ascending, and runs that stand elsewhere.

    A kept block of no length stands where sentences that became others begin or end, and words that
    are the same but for typography.
    """

    kept: list[Block]
    moved: list[Block]


def align(old: str, new: str) -> Alignment:
    """Return the runs that both texts have; none of one kind touches the next on both sides.

    Sentences that occur once in both are the anchors; between these, sentences are paired by
    likeness, and the words of a pair compared. So a sentence that occurs often goes to its own
    place, and one that was taken out gives no words to its look-alike. What would take more work
    than grows with the length of the texts is left unaligned.
    """
    if old == new:
        return Alignment([Block(0, 0, len(old))] if old else [], [])
    aligning = _Aligning(old, new)
    kept = _joined(old, new, sorted(set(aligning.blocks())))
    kept = _to_the_ends(old, new, list(_telling(old, kept)))
    return Alignment(kept, _joined(old, new, sorted(aligning.moved(kept))))


def _joined(old: str, new: str, blocks: Sequence[Block]) -> list[Block]:
    """Join blocks between which both texts say the same."""
    joined: list[Block] = []
    for block in blocks:
        if joined and joined[-1].shift == block.shift:
            last = joined[-1]
            end = last.old + last.length
            if old[end : block.old] == new[last.new + last.length : block.new]:
                joined[-1] = Block(last.old, last.new, block.old + block.length - last.old)
                continue
        joined.append(block)
    return joined


def _telling(old: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Leave out the spaces and points that stayed between words of which none did."""
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        words = old[block.old : block.old + block.length]
        is_weak = words and "\n" not in words and not any(map(str.isalnum, words))
        if not (is_weak and before and after and _parts(before, block) and _parts(block, after)):
            yield block


def _parts(block: Block, following: Block) -> bool:
    """Say whether either text has something between two blocks."""
    return block.old + block.length < following.old or block.new + block.length < following.new


def _to_the_ends(old: str, new: str, blocks: list[Block]) -> list[Block]:
    """Take the white space at both texts' ends into the blocks there."""
    if blocks and old[: blocks[0].old] == new[: blocks[0].new]:
        blocks[0] = Block(0, 0, blocks[0].old + blocks[0].length)
    if blocks and old[blocks[-1].old + blocks[-1].length :] == new[blocks[-1].new + blocks[-1].length :]:
        blocks[-1] = Block(blocks[-1].old, blocks[-1].new, len(old) - blocks[-1].old)
    return blocks


class _Aligning:
    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._old_runs, self._new_runs = sentences(old), sentences(new)

    def blocks(self) -> Iterator[Block]:
        """Yield what stands unchanged, in no order; empty runs where changed sentences begin and end."""
        old = [self._old[start:end] for start, end in self._old_runs]
        new = [self._new[start:end] for start, end in self._new_runs]
        pairs = spread(old, new, (0, len(old), 0, len(new)), [])
        gaps = between((0, len(old), 0, len(new)), pairs)
        for a, b, c, d in gaps:
            old[a:b], new[c:d] = map(fold_key, old[a:b]), map(fold_key, new[c:d])
        self._old_keys, self._new_keys = old, new
        more, gaps = anchored(old, new, gaps)
        for pair in [*pairs, *more, *self._alike(gaps)]:
            yield from self._common_words(pair)

    def moved(self, kept: Sequence[Block]) -> Iterator[Block]:
        """Yield sentences outside the blocks that stand elsewhere, once, and equal ones beside them."""
        old = outside(self._old_runs, [(block.old, block.old + block.length) for block in kept])
        new = outside(self._new_runs, [(block.new, block.new + block.length) for block in kept])
        old_words = {number: self._old[slice(*self._old_runs[number])] for number in old}
        new_words = {number: self._new[slice(*self._new_runs[number])] for number in new}
        singles = once(new_words)
        taken: set[int] = set()
        for words, number in once(old_words).items():
            if len(words) < _SHORTEST_MOVED or words not in singles or number in taken:
                continue
            shift = singles[words] - number
            run = equal_run(old_words, new_words, number, shift)
            taken.update(run)
            for each in run:
                start, end = self._old_runs[each]
                yield Block(start, self._new_runs[each + shift][0], end - start)

    def _alike(self, gaps: list[Gap]) -> Iterator[Pair]:
        while gaps:
            a, b, c, d = gaps.pop()
            if (b - a) * (d - c) <= _MOST_PAIRS:
                found = pair_alike(self._old_keys[a:b], self._new_keys[c:d])
                yield from ((a + i, a + k, c + j, c + m) for i, k, j, m in found)
                continue
            anchors = self._likely(a, b, c, d)
            yield from anchors
            if anchors:
                gaps += between((a, b, c, d), anchors)

    def _likely(self, a: int, b: int, c: int, d: int) -> list[Pair]:
        """Pair sentences of a long gap by the words that occur once in both of its sides."""
        old, new = self._only_words(self._old_keys, a, b), self._only_words(self._new_keys, c, d)
        votes = Counter((number, new[word]) for word, number in old.items() if word in new)
        likely = [
            (i, j)
            for i, j in sorted(votes)
            if fuzz.ratio(self._old_keys[i], self._new_keys[j], score_cutoff=LEAST_ALIKE)
        ]
        if likely:
            weights = [min(len(self._old_keys[i]), len(self._new_keys[j])) for i, j in likely]
            return [(i, i + 1, j, j + 1) for i, j in strictly(heaviest_chain(likely, weights))]
        if (b - a) * (d - c) > _MOST_CELLS:
            return []
        equal = Indel.opcodes(self._old_keys[a:b], self._new_keys[c:d])
        return [
            (
                a + each.src_start + k,
                a + each.src_start + k + 1,
                c + each.dest_start + k,
                c + each.dest_start + k + 1,
            )
            for each in equal
            if each.tag == "equal"
            for k in range(each.src_end - each.src_start)
        ]

    def _only_words(self, keys: list[str], start: int, end: int) -> dict[str, int]:
        places: dict[str, int] = {}
        for number in range(start, end):
            for word in self._words.findall(keys[number]):
                places[word] = -1 if word in places else number
        return {word: number for word, number in places.items() if number >= 0}

    def _common_words(self, pair: Pair) -> Iterator[Block]:
        a, b, c, d = pair
        old_start, old_end = self._old_runs[a][0], self._old_runs[b - 1][1]
        new_start, new_end = self._new_runs[c][0], self._new_runs[d - 1][1]
        old, new = self._old[old_start:old_end], self._new[new_start:new_end]
        if old == new:
            yield Block(old_start, new_start, len(old))
        else:
            yield Block(old_start, new_start, 0)
            yield from common_words(self._words, old, new, old_start, new_start)
            yield Block(old_end, new_end, 0)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return word_pattern(self._old, self._new)


def common_words(
    words: re.Pattern[str], old: str, new: str, old_start: int, new_start: int
) -> Iterator[Block]:
    """Yield the words that stand unchanged in both pieces, which begin at these offsets."""
    old_words, new_words = words.findall(old), words.findall(new)
    if len(old_words) * len(new_words) > _MOST_WORDS:
        return
    old_at, new_at = _offsets(old_words, old_start), _offsets(new_words, new_start)
    for edit in Levenshtein.opcodes(list(map(_key, old_words)), list(map(_key, new_words))):
        if edit.tag == "equal":
            for i, j in zip(
                range(edit.src_start, edit.src_end), range(edit.dest_start, edit.dest_end), strict=True
            ):
                if old_words[i] == new_words[j]:
                    yield Block(old_at[i], new_at[j], len(old_words[i]))
                else:
                    yield Block(old_at[i], new_at[j], 0)
                    yield Block(old_at[i] + len(old_words[i]), new_at[j] + len(new_words[j]), 0)


def _key(word: str) -> str:
    return fold_key(word) or " "


def _offsets(words: Sequence[str], start: int) -> list[int]:
    offsets = []
    for word in words:
        offsets.append(start)
        start += len(word)
    return offsets
