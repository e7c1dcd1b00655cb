"""A report as a browser shows it: from a file, without script, with nothing asked of anybody."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any, Final

import pytest

from claimsdb.library import open_database
from tests.reported import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Request

CHROMIUM: Final = shutil.which("chromium")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"
)

SCHEMES: Final = ("light", "dark")
LEFT: Final = "net::ERR_ABORTED"
"""What becomes of a request for an icon when the browser goes on to the next page before it is there."""
ENOUGH: Final = 4.5
"""Contrast of text, as WCAG 2.2 level AA wants it."""

CONTRASTS: Final = """
() => {
  const parsed = colour => {
    const parts = colour.match(/[\\d.]+/g).map(Number);
    return {rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1};
  };
  const luminance = rgb => {
    const [r, g, b] = rgb.map(each => each / 255)
      .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const {rgb, alpha} = parsed(getComputedStyle(each).backgroundColor);
      if (alpha === 1) return rgb;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue;
    const [one, other] = [parsed(getComputedStyle(element).color).rgb, behind(element)].map(luminance);
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    found.push([ratio, element.tagName + "." + element.className]);
  }
  return found;
}
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a database that has everything, in a folder with a space in its name."""
    home = tmp_path_factory.mktemp("a report")
    with open_database(home / "claims.db", create=True) as database:
        fill(database, home)
        database.export_html(home / "site", title="<b>Who & what</b>")
    return home / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where there is a browser)

    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[Callable[..., Page]]:
    """Open a page of the report; whatever the browser complains of or asks for elsewhere fails the test."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def asked(url: str) -> None:
        if not url.startswith(report.as_uri()):
            troubles.append(f"asked for {url}")

    def not_got(request: Request) -> None:
        if request.failure != LEFT:
            troubles.append(f"did not get {request.url}: {request.failure}")

    def open_page(name: str, **options: Any) -> Page:
        context = browser.new_context(java_script_enabled=False, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked(request.url))
        page.on("requestfailed", not_got)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        place, hash_, fragment = name.partition("#")
        page.goto((report / place).as_uri() + hash_ + fragment)
        return page

    yield open_page
    for each in contexts:
        each.close()
    assert not troubles


def _kinds(report: Path) -> list[str]:
    """Return a page of each kind, and those of the hostile articles, of the Arabic and of the changed one."""
    lists = [path.relative_to(report).as_posix() for path in sorted(report.rglob("index.html"))]
    return [
        *lists,
        *(f"claims/{number}.html" for number in (1, 2, 3, 4, 7)),
        *(f"articles/{number}.html" for number in (1, 2, 3, 5, 11, 12)),
        *("actors/1.html", "actors/6.html", "outlets/1.html", "topics/1.html", "topics/3.html"),
    ]


def test_every_page_opens_from_a_file_with_its_style_and_without_complaint(
    opened: Callable[..., Page], report: Path
) -> None:
    page = opened("index.html")
    for path in sorted(report.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.styleSheets.length") == 1
        assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1280px"
        assert page.evaluate("document.compatMode") == "CSS1Compat"
        assert page.locator("script, iframe, object, embed, img, form, style, [style]").count() == 0
        attributes = "[...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames())"
        assert not [name for name in page.evaluate(attributes) if name.startswith("on")]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_text_can_be_told_from_what_is_behind_it(
    scheme: str, opened: Callable[..., Page], report: Path
) -> None:
    page = opened("index.html", color_scheme=scheme)
    behind = {}
    for name in _kinds(report):
        page.goto((report / name).as_uri())
        ratios = page.evaluate(CONTRASTS)
        assert ratios
        assert not [(name, *each) for each in ratios if each[0] < ENOUGH]
        behind[name] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert set(behind.values()) == {"rgb(255, 255, 255)" if scheme == "light" else "rgb(21, 23, 26)"}


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_is_wider_than_the_screen(width: int, opened: Callable[..., Page], report: Path) -> None:
    page = opened("index.html", viewport={"width": width, "height": 800})
    for name in _kinds(report):
        page.goto((report / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_a_passage_leads_to_its_statement_and_back(opened: Callable[..., Page]) -> None:
    page = opened("articles/1.html")
    page.locator("#p3").click()
    assert page.url.endswith("#s3")
    page.locator("#s3 .place-number a").click()
    assert page.url.endswith("#p3")
    page.locator("#s3 .claim a").click()
    assert page.url.endswith("/claims/2.html#s3")
    page.locator("#s3 .place a").click()
    assert page.url.endswith("/articles/1.html#s3")


def test_arabic_reads_from_right_to_left_in_its_own_language(
    opened: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened("articles/2.html")
    paragraph = page.locator(".text p").first
    assert paragraph.evaluate("each => getComputedStyle(each).direction") == "rtl"
    assert page.locator(".text").get_attribute("lang") == "ar"
    assert page.locator("h1").evaluate("each => getComputedStyle(each).direction") == "rtl"
    boxes = page.locator(".text p mark").evaluate_all(
        "all => all.map(each => each.getClientRects()[0]).map(each => [each.left, each.right])"
    )
    assert boxes[0][0] >= boxes[1][0], "what comes first stands further to the right"
    box = paragraph.bounding_box()
    first = page.locator("#p4, #p5, #p6, #p7").first.bounding_box()
    assert box
    assert first
    assert first["x"] > box["x"] + box["width"] / 3
    page.screenshot(path=tmp_path / "arabic.png", full_page=True)


def test_a_name_that_turns_its_direction_turns_nothing_else(opened: Callable[..., Page]) -> None:
    page = opened("articles/3.html")
    order = page.locator(".told").first.evaluate(
        """each => {
          const range = document.createRange();
          const text = [...each.childNodes].filter(node => node.nodeType === Node.TEXT_NODE);
          range.selectNodeContents(text.at(-1));
          const after = range.getClientRects()[0], before = each.firstElementChild.getClientRects()[0];
          return [before.top, after.bottom];
        }"""
    )
    assert order[0] < order[1]
    isolated = "all => all.every(each => getComputedStyle(each).unicodeBidi.startsWith('isolate'))"
    assert page.locator("bdi").evaluate_all(isolated)


def test_what_is_printed_shows_passages_without_colour_and_addresses_in_full(
    opened: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened("articles/1.html")
    page.emulate_media(media="print", color_scheme="dark")
    marks = page.locator("mark").evaluate_all(
        "all => all.map(each => getComputedStyle(each)).map(each => [each.textDecorationLine, each.color])"
    )
    assert {tuple(each) for each in marks} == {("underline", "rgb(0, 0, 0)")}
    assert not page.locator("nav").first.is_visible()
    assert "https://example.org/talks?a=1&b=2#c" in page.locator("main").inner_text()
    signs = page.locator(".text .sign").all_inner_texts()
    assert signs.count("⟦") == signs.count("⟧") == 5
    page.pdf(path=tmp_path / "printed.pdf")
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    page.screenshot(path=tmp_path / "printed.png", full_page=True)


def test_the_keyboard_goes_from_the_way_in_to_the_passages(opened: Callable[..., Page]) -> None:
    page = opened("articles/1.html")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("each => each === document.activeElement")
    box = skip.bounding_box()
    assert box
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_screen_reader_finds_landmarks_headings_and_names(opened: Callable[..., Page]) -> None:
    tree = opened("articles/1.html").locator("body").aria_snapshot()
    for words in (
        "- banner:",
        '- navigation "Sections"',
        "- main:",
        "- contentinfo:",
        '- heading "The talks" [level=1]',
        '- heading "Text" [level=2]',
        '- link "1, statement 1"',
        '- link "1, in the text"',
        "- mark",
    ):
        assert words in tree
    listed = opened("claims/index.html").locator("body").aria_snapshot()
    assert '- table "All claims"' in listed
    assert '- columnheader "statements"' in listed
    assert re.search(r'- rowheader "The talks ended in Geneva\.', listed)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_pictures_are_taken_for_people_to_look_at(
    width: int, scheme: str, opened: Callable[..., Page], report: Path, tmp_path: Path
) -> None:
    page = opened("index.html", viewport={"width": width, "height": 900}, color_scheme=scheme)
    for each in _kinds(report):
        page.goto((report / each).as_uri())
        picture = tmp_path / f"{width}-{scheme}-{each.replace('/', '-')}.png"
        page.screenshot(path=picture, full_page=True)
        assert picture.stat().st_size > 5_000
