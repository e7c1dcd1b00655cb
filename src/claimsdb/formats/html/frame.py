"""What stands around every page: the head with its policy, the way through the site, and the foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from claimsdb.formats.html.markup import Html, document, joined, plain, tag, void

if TYPE_CHECKING:
    from claimsdb.records.site import Pages

POLICY: Final = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""No script, and nothing from elsewhere."""

GENERATOR: Final = "claimsdb"
MARK: Final = f'<meta name="generator" content="{GENERATOR}">'.encode()
"""By which an earlier report is told."""
MARKED_WITHIN: Final = 2_000
"""The bytes at the beginning of a page that the mark stands in."""

SECTIONS: Final = ("claims", "articles", "actors", "outlets", "topics")
FRONT: Final = "index.html"
STYLE: Final = "style.css"
ICON: Final = "icon.svg"
LONGEST_TITLE: Final = 120
RELATIONS: Final = {"previous": "prev", "next": "next"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page says of itself: the title of the ``site``, its own (no other page's), and its section.

    ``up`` leads to the folder that the site stands in.
    """

    site: str
    title: str
    section: str | None = None
    up: str = "../"


def beside(name: str) -> bytes:
    """Return a file that the pages use."""
    return files("claimsdb.formats.html").joinpath(name).read_bytes()


def page(frame: Frame, *content: Html | None) -> Html:
    """Return a whole page."""
    return document(
        tag(
            "html",
            "\n",
            _head(frame),
            "\n",
            tag(
                "body",
                "\n",
                _top(frame.site, frame.section, frame.up),
                tag("main", *content, id="main"),
                "\n",
                _foot(),
                "\n",
            ),
            "\n",
            lang="en",
        )
    )


def titled(title: str, pages: Pages | None = None) -> str:
    """Return a title on one line, cut if it is long, with the number of the page if there are several."""
    line = plain(title)
    short = line if len(line) <= LONGEST_TITLE else f"{line[:LONGEST_TITLE]}…"
    return f"{short}, page {pages.number} of {pages.of}" if pages and pages.of > 1 else short


def pager(pages: Pages, what: str) -> Html | None:
    """Return the way to the other pages of a list; nothing if there is one page only."""

    def linked(step: tuple[str, int]) -> Html:
        return tag("li", tag("a", step[0], href=pages.file(step[1]), rel=RELATIONS.get(step[0])))

    if pages.of == 1:
        return None
    back = [("first", 1), ("previous", pages.number - 1)] if pages.number > 1 else []
    on = [("next", pages.number + 1), ("last", pages.of)] if pages.number < pages.of else []
    told = tag("li", f"page {pages.number:,} of {pages.of:,}")
    steps = (*map(linked, back), told, *map(linked, on))
    return tag("nav", tag("ul", *steps, class_="pager"), aria_label=f"Pages of {what}")


def _head(frame: Frame) -> Html:
    title = frame.title if frame.title == frame.site else f"{frame.title} · {frame.site}"
    before, after = _around_title(frame.up)
    return tag("head", before, tag("title", title), after)


@cache
def _around_title(up: str) -> tuple[Html, Html]:
    before = (
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=POLICY),
        void("meta", name="generator", content=GENERATOR),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        void("meta", name="referrer", content="no-referrer"),
    )
    after = (
        void("link", rel="stylesheet", href=f"{up}site/{STYLE}"),
        void("link", rel="icon", href=f"{up}site/{ICON}", type="image/svg+xml"),
    )
    return joined(("", *before, ""), "\n"), joined(("", *after, ""), "\n")


@lru_cache(maxsize=16)
def _top(site: str, section: str | None, up: str) -> Html:
    """Return what is the same on all pages of a section."""
    front = tag("a", tag("bdi", site), href=up + FRONT, aria_current="page" if section is None else None)
    links = (
        tag(
            "li",
            tag(
                "a",
                each.capitalize(),
                href=f"{up}{each}/{FRONT}",
                aria_current="true" if each == section else None,
            ),
        )
        for each in SECTIONS
    )
    return tag(
        "header",
        tag("a", "Skip to content", href="#main", class_="skip"),
        tag("p", front, class_="site"),
        tag("nav", tag("ul", *links), aria_label="Sections"),
        "\n",
    )


def _foot() -> Html:
    told = "Made by claimsdb: who said what, where and when, and the passage that shows it."
    return tag("footer", tag("p", told))
