"""Why a file's bytes cannot become a text."""

from __future__ import annotations

from claimsdb.errors.base import ClaimsDBError

_SAVE_AS_UTF8 = "Open it in the program that wrote it, save it as UTF-8 and load it again."


class UndecodableTextError(ClaimsDBError):
    """Bytes break the encoding that the file declares or shows; offset counts bytes from 0, line from 1."""

    def __init__(self, name: str, encoding: str, *, offset: int, line: int, reason: str) -> None:
        super().__init__(
            f"{name}: line {line}, byte {offset}: this is not {encoding} ({reason}), the encoding that the "
            f"file declares or otherwise keeps to. {_SAVE_AS_UTF8}"
        )
        self.name, self.encoding, self.offset, self.line, self.reason = name, encoding, offset, line, reason


class UnknownEncodingError(ClaimsDBError):
    """An encoding that a user names and that is none of the web's."""

    exit_code = 2

    def __init__(self, encoding: str) -> None:
        super().__init__(
            f"There is no encoding «{encoding}»: write one such as utf-8, windows-1251 or shift_jis."
        )


class UncertainEncodingError(ClaimsDBError):
    """No encoding is declared, the bytes are not UTF-8, and no guess is safe enough to store."""

    def __init__(self, name: str, guess: str, *, offset: int, line: int) -> None:
        super().__init__(
            f"{name}: line {line}, byte {offset}: this is not utf-8, and no other encoding is certain "
            f"(nearest guess: {guess}). {_SAVE_AS_UTF8}"
        )
        self.name, self.guess, self.offset, self.line = name, guess, offset, line


class BinaryFileError(ClaimsDBError):
    """The bytes are no text at all; ``kind`` says what they are taken for."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(
            f"{name}: this is {kind}, not a text, whatever its name says. "
            "Copy or export its text to a UTF-8 .txt file and load that."
        )
        self.name, self.kind = name, kind


class LoneSurrogateError(ClaimsDBError):
    """A text holds half of a UTF-16 pair, which no database stores; index counts characters from 0."""

    def __init__(self, name: str, *, index: int, surrogate: str) -> None:
        super().__init__(
            f"{name}: character {index} of the text is U+{ord(surrogate):04X}, half of a surrogate pair and "
            "no character of its own. Write the whole character there, or take it out, and load again."
        )
        self.name, self.index = name, index


class BlankTextError(ClaimsDBError):
    """The file is empty, or holds nothing that a person could see."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: there is no visible text in it. Check that the file was saved whole and load it again."
        )
        self.name = name


class UnknownMediaTypeError(ClaimsDBError):
    """A media type was asked for that no reader reads."""

    def __init__(self, name: str, media_type: str, known: tuple[str, ...]) -> None:
        super().__init__(f"{name}: media type {media_type!r} has no reader. Write one of {', '.join(known)}.")
        self.name, self.media_type = name, media_type


class DeepMarkdownError(ClaimsDBError):
    """Markdown nests lists or quotations deeper than its reader can follow without losing text."""

    def __init__(self, name: str, *, line: int) -> None:
        super().__init__(
            f"{name}: line {line}: lists or quotations are nested too deep here to be read whole. "
            "Take out some of the levels, or load the file as text/plain."
        )
        self.name, self.line = name, line


class CrowdedTagError(ClaimsDBError):
    """A tag has so many attributes that reading the page would take minutes or hours; ``most`` may be."""

    def __init__(self, name: str, *, line: int, most: int) -> None:
        super().__init__(
            f"{name}: line {line}: a tag has more than {most:,} attributes, which no page is written with. "
            "Save the page anew from a browser, or load the file as text/plain."
        )
        self.name, self.line, self.most = name, line, most
