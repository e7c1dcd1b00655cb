"""The front door of the room: a file's bytes, or a wording already decoded, to its canonical text."""

from __future__ import annotations

from claimsdb.errors.text import UnknownMediaTypeError
from claimsdb.records.texts import Metadata, SourceText, metadata_of
from claimsdb.records.vocabulary import MEDIA_TYPES
from claimsdb.text import html, markdown, plain
from claimsdb.text.declaration import PRESCAN_BYTES
from claimsdb.text.decode import decode
from claimsdb.text.detect import HTML, MARKDOWN, PLAIN, is_fragment, is_markup, starts_as_page, type_by_ending
from claimsdb.text.html_bounds import refuse_crowded_tags
from claimsdb.text.html_metadata import page_facts


def read_text(raw: bytes, *, name: str, media_type: str | None = None) -> SourceText:
    """Read a file. ``name`` is its name, for its ending and for errors; ``media_type`` outranks both.

    The same bytes under the same name always give the same text.

    Raises:
        BinaryFileError: the bytes are no text.
        UndecodableTextError: they break the encoding that is marked, declared or evident.
        UncertainEncodingError: nothing says what the encoding is, and no guess is good enough.
        BlankTextError: nothing in it can be seen.
        CrowdedTagError: a tag has too many attributes.
        DeepMarkdownError: its Markdown is nested too deep.
        UnknownMediaTypeError: ``media_type`` is none of `MEDIA_TYPES`.
    """
    promised = _known(media_type, name) or type_by_ending(name)
    sniff = media_type is None and promised == PLAIN
    decoded = decode(raw, name=name, markup=promised == HTML or (sniff and _starts_as_page(raw)))
    text = plain.tidy(decoded.text, name)
    actual = HTML if sniff and is_markup(text) else promised
    return _read(text, name, actual, decoded.encoding)


def read_wording(text: str, *, name: str, media_type: str | None = None) -> SourceText:
    """Read a text that is decoded already, as in JSON Lines; plain text unless ``media_type`` says more.

    Raises:
        LoneSurrogateError: the text holds half a surrogate pair.
        BlankTextError: nothing in it can be seen.
        CrowdedTagError: a tag has too many attributes.
        DeepMarkdownError: its Markdown is nested too deep.
        UnknownMediaTypeError: ``media_type`` is none of `MEDIA_TYPES`.
    """
    return _read(plain.tidy(text, name), name, _known(media_type, name) or PLAIN, "utf-8")


def _known(media_type: str | None, name: str) -> str | None:
    if media_type is not None and media_type not in MEDIA_TYPES:
        raise UnknownMediaTypeError(name, media_type, MEDIA_TYPES)
    return media_type


def _starts_as_page(raw: bytes) -> bool:
    return starts_as_page(raw[:PRESCAN_BYTES].decode("latin-1"))


def _read(text: str, name: str, media_type: str, encoding: str) -> SourceText:
    if media_type == HTML:
        source = _read_html(text, name, encoding)
    elif media_type == MARKDOWN:
        visible = markdown.visible_text(text, name)
        source = SourceText(visible, MARKDOWN, encoding, markdown.READER, markdown.READER_VERSION)
    else:
        source = SourceText(text, PLAIN, encoding, plain.READER, plain.READER_VERSION, Metadata())
    plain.refuse_blank(source.text, name)
    return source


def _read_html(text: str, name: str, encoding: str) -> SourceText:
    refuse_crowded_tags(text, name)
    page = html.parse(text)
    keep_lines = type_by_ending(name) != HTML and is_fragment(text)
    visible, facts = html.visible_text(page, keep_lines=keep_lines), page_facts(page)
    version = html.READER_VERSION + (" keep-lines" if keep_lines else "")
    return SourceText(visible, HTML, encoding, html.READER, version, metadata_of(facts), facts)
