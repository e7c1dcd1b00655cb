"""What libyaml could not read → the place of the fault, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.formats.wording import shown

if TYPE_CHECKING:
    import yaml

_BLOCK: Final = "write it as a block, with «>-» after the colon and the text indented on the next line"


def trouble(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The index of the fault in code points, and a sentence with the remedy."""
    mark = error.problem_mark or error.context_mark
    index = min(mark.index if mark else 0, len(text))
    opened = error.context_mark.index if error.context_mark else index
    problem = error.problem or "the text cannot be read"
    if text[index : index + 1] == "\t":
        return index, "a tab stands where YAML allows only spaces: indent with spaces"
    if problem == "mapping values are not allowed in this context":
        return (
            index,
            f"text with a colon and a space in it cannot stand bare: put it in quotation marks, or {_BLOCK}",
        )
    if problem == "found unexpected end of stream":
        return opened, f"the quotation mark {shown(text[opened : opened + 1])} opened here is never closed"
    if problem == "found character that cannot start any token":
        first = shown(text[index : index + 1])
        return index, f"bare text cannot begin with {first}: put it in quotation marks, or {_BLOCK}"
    if _follows_a_quotation(text, index):
        return index, f"text goes on after a closing quotation mark: {_BLOCK}"
    return index, f"this is not YAML ({_of(error, problem)}): look at indentation and punctuation here"


def _follows_a_quotation(text: str, index: int) -> bool:
    return text[:index].rstrip(" ")[-1:] in {'"', "'"}


def _of(error: yaml.MarkedYAMLError, problem: str) -> str:
    return f"{problem} {error.context}" if error.context else problem
