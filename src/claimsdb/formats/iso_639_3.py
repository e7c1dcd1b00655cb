"""Language tags (BCP 47) → the codes of three letters (ISO 639-3) that FollowTheMoney knows."""

from __future__ import annotations

from typing import Final

_PAIRS: Final = """
    af afr am amh ar ara az aze be bel bg bul bn ben bs bos ca cat cs ces da dan de deu el ell en eng es spa
    et est fa fas fi fin fr fra ga gle he heb hi hin hr hrv hu hun hy hye id ind is isl it ita iw heb ja jpn
    ka kat kk kaz km khm kn kan ko kor ky kir lb ltz lo lao lt lit lv lav mk mkd mn mon mo ron ms msa mt mlt
    my mya nb nor ne nep nl nld nn nor no nor pl pol ps pus pt por ro ron ru rus si sin sk slk sl slv sq sqi
    sr srp sv swe sw swa ta tam te tel tg tgk th tha tk tuk tl tgl tr tur uk ukr ur urd uz uzb vi vie zh zho
    nob nor nno nor arb ara cmn zho pes fas prs fas
"""
_WORDS: Final = _PAIRS.split()
_CODES: Final = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_KNOWN: Final = frozenset(_CODES.values()) | {"cnr", "fil", "mul"}


def language_code(tag: str) -> str | None:
    """Return the code of a tag's language, whatever its script or region; None if there is none."""
    language = tag.partition("-")[0].lower()
    return _CODES.get(language) or (language if language in _KNOWN else None)
