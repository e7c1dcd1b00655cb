"""Files of claims and reviews in the words of schema.org: first the claims come, and then the reviews."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.claim_review_files import NoClaimReviewsError
from claimsdb.formats.claimreview.reading import items_in, read_claim_review
from claimsdb.records.annotations import Annotation, ArticleNote, ClaimNote
from claimsdb.records.foreign_notes import Annotated
from claimsdb.records.sources import NotedText, RefusedText, SoughtText
from claimsdb.records.texts import Metadata
from claimsdb.sources.foreign.gathered import gathering
from claimsdb.sources.foreign.json_nodes import json_nodes
from claimsdb.sources.foreign.placing import placed, refused_note, standing_somewhere
from claimsdb.sources.foreign.review_pages import page_at_hand, page_nodes
from claimsdb.sources.foreign.texts_at_hand import TextsAtHand
from claimsdb.sources.read import open_file
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from claimsdb.formats.marks import Node
    from claimsdb.records.annotations import AnnotatorNote
    from claimsdb.records.foreign_claim_reviews import PlacedVerdict, PlaceVerdict, ReadClaimReview
    from claimsdb.records.foreign_notes import ForeignNote, Placed
    from claimsdb.records.place import Place
    from claimsdb.records.sources import PreparedText
    from claimsdb.sources.foreign.gathered import Gathered

    Said: TypeAlias = tuple[ForeignNote, bool]

LISTS: Final = ("@graph", "dataFeedElement", "itemListElement", "claims")
"""Where documents have a long list: JSON-LD, feeds, lists, and answers of the Fact Check Tools API."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What the claims have in common that are one annotation file of one text."""

    on: Annotated
    recorded_in: str | None
    annotator: AnnotatorNote | None


@dataclass(slots=True)
class ClaimReviewFile:
    """A file of reviews, or a page with reviews in it; ``texts`` is a folder with texts they may quote.

    ``lost`` counts, by what it is, what has no place here.
    """

    path: Path
    texts: Path | None = None
    lost: Counter[str] = field(default_factory=Counter)

    def claims(self) -> Iterator[SoughtText | RefusedText]:
        """Yield what is refused at first sight, and then the claims that are said to stand in each text.

        Raises:
            ClaimsDBError: the file is not JSON, or holds no review and no claim.
        """
        texts, page, is_empty = TextsAtHand(self.texts), self._page(), True
        shown: set[Annotated] = set()
        quoted: dict[Annotated, tuple[Annotated, Place]] = {}
        gathered: Gathered[_Group, Said]
        with gathering() as gathered:
            for read in self._read():
                is_empty = False
                if isinstance(read, RefusedText):
                    yield read
                    continue
                for note in (*read.appearances, *read.guesses):
                    on, recorded = replace(note.on, article=None), note.recorded
                    gathered.put(_Group(on, recorded.file, recorded.annotator), (note, note in read.guesses))
                    shown.add(on)
                quoted.update((replace(on, article=None), (on, read.place)) for on in read.quoted)
            if is_empty:
                raise NoClaimReviewsError(str(self.path))
            for group, said in gathered.groups():
                yield self._sought(group, said, texts, page)
        for named, (on, place) in quoted.items():
            if named not in shown:
                yield self._evidence(on, place, texts)

    def reviews(self, place: PlaceVerdict) -> Iterator[NotedText | RefusedText]:
        """Yield the reviews by the article that they belong to; ``place`` finds that, and the claim."""
        gathered: Gathered[int, PlacedVerdict]
        with gathering() as gathered:
            for read in self._read(Counter()):
                if isinstance(read, RefusedText):
                    continue
                try:
                    found = place(read.verdict, self.path.name)
                except ClaimsDBError as reason:
                    yield refused_note(read.verdict.place, read.verdict.name, reason)
                    continue
                if found is not None:
                    gathered.put(found.article, found)
            for article, verdicts in gathered.groups():
                if kept := list(_unsaid(verdicts)):
                    yield self._noted(article, kept)

    def _read(self, lost: Counter[str] | None = None) -> Iterator[ReadClaimReview | RefusedText]:
        page = self._page()
        on = _named(page) if page is not None else None
        for node in self._nodes(page):
            if isinstance(node, RefusedText):
                yield node
                continue
            for item in items_in(node):
                try:
                    yield read_claim_review(item, on, self.lost if lost is None else lost)
                except ClaimsDBError as reason:
                    yield refused_note(item.place, item.text("@id") or item.text("url") or "", reason)

    def _nodes(self, page: PreparedText | None) -> Iterator[Node | RefusedText]:
        if page is not None:
            return page_nodes(page, str(self.path))
        return json_nodes(self.path, LISTS)

    def _page(self) -> PreparedText | None:
        with open_file(self.path) as stream:
            head = stream.read(1000).removeprefix(b"\xef\xbb\xbf").lstrip()
        return page_at_hand(self.path) if head.startswith(b"<") else None

    def _sought(
        self, group: _Group, said: Sequence[Said], texts: TextsAtHand, page: PreparedText | None
    ) -> SoughtText:
        notes = {note.digest: (note, is_guess) for note, is_guess in said}
        first, _is_guess = said[0]
        annotator = group.annotator.name if group.annotator else None
        named = filter(None, (self.path.name, "claims", group.recorded_in, annotator))
        return SoughtText(
            f"{first.claim.place} ({group.on.address})",
            group.on,
            Annotation(first.claim.place, annotator=group.annotator),
            " · ".join(dict.fromkeys(named)),
            partial(_placed, list(notes.values())),
            partial(_at_hand, first.on, texts, page),
            is_optional=True,
        )

    def _evidence(self, on: Annotated, place: Place, texts: TextsAtHand) -> SoughtText:
        """Return the text that only evidence stands in, of which nothing is said."""
        at_hand = partial(_at_hand, on, texts, None)
        file = f"{self.path.name} · evidence"
        name, nothing = f"{place} ({on.address})", partial(_placed, [])
        return SoughtText(name, on, Annotation(place), file, nothing, at_hand, is_whole=True)

    def _noted(self, article: int, verdicts: Sequence[PlacedVerdict]) -> NotedText:
        place = verdicts[0].claim.place
        claims: dict[tuple[str, str | None], ClaimNote] = {}
        for each in verdicts:
            saying = each.claim.claim, each.claim.when
            known = claims.get(saying)
            reviews = (known.reviews if known else ()) + each.claim.reviews
            claims[saying] = replace(known or each.claim, reviews=reviews)
        digest = sha256("\n".join(sorted(each.digest for each in verdicts)))
        annotation = Annotation(place, claims=tuple(claims.values()))
        return NotedText(str(place), str(article), annotation, self.path.name, digest)


def _placed(notes: Sequence[tuple[ForeignNote, bool]], text: str, text_sha256: str) -> Placed:
    """Place the claims; those that may stand there to the letter where they do so first, or not at all."""
    said = [note for note, is_guess in notes if not is_guess]
    guessed = (standing_somewhere(note, text) for note, is_guess in notes if is_guess)
    return placed([*said, *filter(None, guessed)], text, text_sha256)


def _at_hand(on: Annotated, texts: TextsAtHand, page: PreparedText | None) -> PreparedText | None:
    """Return the text, with what is said of its article where it does not say so itself."""
    if page is not None and on == _named(page):
        return page
    text = texts.find(on)
    if text is None or text.annotation is None or on.article is None:
        return text
    itself = asdict(text.source.metadata)
    given = {name: value for name, value in asdict(on.article).items() if value and not itself[name]}
    article = ArticleNote(Metadata(**given), given=frozenset(given))
    return replace(text, annotation=replace(text.annotation, article=article))


def _named(page: PreparedText) -> Annotated:
    return Annotated(page.source.metadata.url or page.name, sha256(page.source.text), page.file)


def _unsaid(verdicts: Sequence[PlacedVerdict]) -> Iterator[PlacedVerdict]:
    """Leave out what others have recorded to the letter, as often as they have."""
    met: Counter[str] = Counter()
    for each in verdicts:
        met[each.digest] += 1
        if met[each.digest] > each.said:
            yield each
