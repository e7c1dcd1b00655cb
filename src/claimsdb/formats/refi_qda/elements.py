"""XML that anybody may have made → elements, as they end: streamed by Expat, and no DOCTYPE."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from claimsdb.errors.qda import DoctypeError, NotRefiError, NotXMLError, TooMuchXMLError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

DEEPEST: Final = 100
MOST_WITHIN: Final = 2_000_000
LONGEST_TEXT: Final = 64_000_000
NAMESPACE: Final = "urn:qda-xml:"
ROOTS: Final = ("Project", "CodeBook")


class Element:
    """An element: its name without the namespace, what it holds, and what was made of some children."""

    __slots__ = ("attributes", "children", "line", "made", "tag", "texts")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag, self.attributes, self.line = tag, attributes, line
        self.children: list[Element] = []
        self.made: list[object] = []
        self.texts: list[str] = []

    @property
    def text(self) -> str:
        """Return the words that stand in it."""
        return "".join(self.texts)

    def child(self, tag: str) -> Element | None:
        """Return the first child of a name."""
        return next((each for each in self.children if each.tag == tag), None)

    def get(self, name: str) -> str | None:
        """Return an attribute without white space around it; None if it is blank or not there."""
        return self.attributes.get(name, "").strip() or None


class Elements:
    """The elements of some names, whole, one at a time; ``root`` is the name of the outermost.

    ``makers`` make something smaller of children as they end, which are then in ``made`` of their parents.
    """

    def __init__(
        self, called: str, wanted: Iterable[str], makers: Mapping[str, Callable[[Element], object]]
    ) -> None:
        self.root: Element | None = None
        self._called, self._wanted, self._makers = called, frozenset(wanted), makers
        self._open: list[Element] = []
        self._depth = self._within = self._length = 0
        self._done: list[Element] = []
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words

    def read(self, chunks: Iterable[bytes]) -> Iterator[Element]:
        """Yield the elements of a document.

        Raises:
            DoctypeError: it has a document type.
            NotXMLError: it is no XML.
            NotRefiError: it is other XML.
            TooMuchXMLError: it is nested too deep, or an element is too large.
        """
        for chunk in chunks:
            self._feed(chunk, is_last=False)
            yield from self._taken()
        self._feed(b"", is_last=True)
        yield from self._taken()

    def _taken(self) -> list[Element]:
        done, self._done = self._done, []
        return done

    def _feed(self, chunk: bytes, *, is_last: bool) -> None:
        try:
            self._parser.Parse(chunk, is_last)
        except (expat.ExpatError, LookupError, ValueError) as fault:
            raise NotXMLError(self._called, self._parser.ErrorLineNumber, str(fault)) from fault

    def _refuse_doctype(self, *_declared: object) -> None:
        raise DoctypeError(self._called, self._parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        space, _, tag = name.rpartition(" ")
        if space and not space.casefold().startswith(NAMESPACE):
            tag = f"{{{space}}}{tag}"
        if self.root is None:
            self.root = Element(tag, attributes, 1)
            if tag not in ROOTS:
                raise NotRefiError(
                    self._called, f"this is XML, and its root is {tag[:80]}, not Project or CodeBook"
                )
        if self._depth > DEEPEST:
            self._refuse(f"elements lie within more than {DEEPEST} others")
        if self._open or tag in self._wanted:
            self._within += 1
            if self._within > MOST_WITHIN:
                self._refuse(f"{self._open[0].tag} holds more than {MOST_WITHIN:,} elements")
            self._open.append(Element(tag, attributes, self._parser.CurrentLineNumber))

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if not self._open:
            return
        ended = self._open.pop()
        maker = self._makers.get(ended.tag)
        if not self._open:
            self._done.append(ended)
            self._within = self._length = 0
        elif maker is not None:
            self._open[-1].made.append(maker(ended))
        else:
            self._open[-1].children.append(ended)

    def _words(self, words: str) -> None:
        if self._open:
            self._length += len(words)
            if self._length > LONGEST_TEXT:
                self._refuse(f"{self._open[0].tag} holds more than {LONGEST_TEXT:,} characters")
            self._open[-1].texts.append(words)

    def _refuse(self, what: str) -> None:
        raise TooMuchXMLError(self._called, self._parser.CurrentLineNumber, what)
