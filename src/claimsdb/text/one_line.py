"""Words of a text as a sentence or a name can hold them."""

from __future__ import annotations

import re
from typing import Final

CONTROL: Final = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufffe\\uffff]")
"""A character that a sentence or a name cannot have, as the schema of annotation files says; a text may."""


def in_one_line(words: str) -> str:
    r"""Return words without control characters, each run of white space as one space.

    >>> in_one_line("Fran\x83ois\nHollande")
    'Franois Hollande'
    """
    return " ".join(CONTROL.sub("", words).split())
