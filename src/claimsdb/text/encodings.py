"""Names of encodings: the labels of the WHATWG Encoding Standard, and the codec that decodes each."""

from __future__ import annotations

from typing import Final

# As in the standard, a page that declares ISO 8859-1 or ASCII means windows-1252, and a page whose
# ASCII declaration says UTF-16 cannot be UTF-16.
_LABELS: Final = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be unicode",
    "ibm866": "ibm866 866 cp866 csibm866",
    "iso-8859-2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2 csisolatin2",
    "iso-8859-3": "iso-8859-3 iso8859-3 iso88593 iso_8859-3 latin3 l3 csisolatin3",
    "iso-8859-4": "iso-8859-4 iso8859-4 iso88594 iso_8859-4 latin4 l4 csisolatin4",
    "iso-8859-5": "iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic csisolatincyrillic",
    "iso-8859-6": "iso-8859-6 iso8859-6 iso88596 iso_8859-6 arabic asmo-708 ecma-114 csisolatinarabic",
    "iso-8859-7": "iso-8859-7 iso8859-7 iso88597 iso_8859-7 greek greek8 ecma-118 elot_928 csisolatingreek",
    "iso-8859-8": "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso-8859-8-i iso-8859-8-e hebrew logical visual",
    "iso-8859-10": "iso-8859-10 iso8859-10 iso885910 latin6 l6 csisolatin6",
    "iso-8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso-8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso-8859-15": "iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 csisolatin9",
    "iso-8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8 koi koi8_r cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "macintosh": "macintosh mac x-mac-roman csmacintosh",
    "x-mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "windows-874": "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "windows-1250": "windows-1250 cp1250 x-cp1250",
    "windows-1251": "windows-1251 cp1251 x-cp1251",
    "windows-1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 "
    "iso-ir-100 latin1 l1 csisolatin1 ascii us-ascii ansi_x3.4-1968 cp819 ibm819 x-user-defined",
    "windows-1253": "windows-1253 cp1253 x-cp1253",
    "windows-1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 "
    "csisolatin5",
    "windows-1255": "windows-1255 cp1255 x-cp1255",
    "windows-1256": "windows-1256 cp1256 x-cp1256",
    "windows-1257": "windows-1257 cp1257 x-cp1257",
    "windows-1258": "windows-1258 cp1258 x-cp1258",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese x-gbk csgb2312 iso-ir-58",
    "big5": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso-2022-jp": "iso-2022-jp csiso2022jp",
    "shift_jis": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis",
    "euc-kr": "euc-kr windows-949 ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cseuckr "
    "csksc56011987",
}
_ENCODINGS: Final = {label: name for name, labels in _LABELS.items() for label in labels.split()}
_DETECTOR_NAMES: Final = {
    "big5hkscs": "big5",
    "cp874": "windows-874",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "maccyrillic": "x-mac-cyrillic",
    "macroman": "macintosh",
}
# Where Python knows the encoding under another name, or only its superset under the standard's one.
_CODECS: Final = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "macintosh": "mac_roman",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac_cyrillic",
}


def encoding_of(label: str) -> str | None:
    """Name the encoding that a label means in a page or to a detector; ``None`` for no web encoding."""
    known = label.strip().lower()
    return _ENCODINGS.get(known) or _DETECTOR_NAMES.get(known)


def codec_of(encoding: str) -> str:
    """Name Python's codec for an encoding that `encoding_of` names, or for a UTF-16 or UTF-32 form."""
    return _CODECS.get(encoding, encoding)
