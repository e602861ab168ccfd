"""Rewrites a line of YAML as it may have been meant, one function for each slip of the keyboard.

Each handles one mistake of a keyboard in its Chinese state, or of a hand that leaves out a sign, and returns None for a line
without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Rewrite = Callable[[str], str | None]

_BEGIN = r"(?P<lead>\s*(?:- +)?)"
_KEY = r"""(?P<key>[^\s:：︰﹕∶;；=＝#'"{}\[\],，｛［-][^\s:：︰﹕∶;；=＝'"{}\[\],，｛［]{0,63})"""
_SIGN = re.compile(rf"{_BEGIN}{_KEY} {{0,9}}(?P<sign>[：︰﹕∶;；=＝]|:(?=[^ \t/]))\s*(?P<value>\S.*)?")
_NO_SIGN = re.compile(rf"{_BEGIN}(?P<key>[a-z][a-z0-9_-]{{0,63}})(?:\s+(?P<value>[^\s:].*)?)?")
_BARE_LIST = re.compile(
    rf"{_BEGIN}(?P<key>[a-z_]{{1,64}}): {{0,9}}(?P<value>\w[\w-]{{0,63}}(?:[ ,，、；;]{{1,9}}[\w-]{{1,64}}){{0,99}})"
)
_ITEM = re.compile(r"(?P<lead>\s*)(?P<sign>[-－—–−•·*])\s*(?P<value>[^\s-].*)")
_COMMENT = re.compile(r"(?P<lead>.*?)(?P<sign>＃)(?P<value>.*)")
_FLOW = re.compile(r"[{\[｛［]")
_IN_FLOW = re.compile(r"(?P<before>[{\[,，、]\s{0,9})(?P<key>[\w-]{1,64})\s{0,9}(?:[：︰﹕∶]\s{0,9}|:(?=\S))")
_COMMA = re.compile(r"[，、]\s{0,9}(?=[\w-]{1,64}:)")
_QUOTED_TEXT = re.compile(
    r"""(?P<lead>[^'"“”‘’＂「」]{0,200}?[:：,\[{-] {0,9})(?P<sign>[“”‘’＂'"「])(?P<value>[^“”‘’＂'"「」]*)[“”‘’＂'"」]"""
    r"(?P<end>\s*(?:[,\]}].*)?)"
)
_WIDE_SPACES = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BRACKETS = str.maketrans("｛｝［］", "{}[]")


def _colon(line: str) -> str | None:
    """`amount：15.66`, `amount:15.66`, `amount=15.66` as `amount: 15.66`."""
    match = _SIGN.fullmatch(line)
    return f"{match['lead']}{match['key']}: {match['value'] or ''}".rstrip() if match else None


def _no_colon(line: str) -> str | None:
    """`amount 15.66` as `amount: 15.66`."""
    match = _NO_SIGN.fullmatch(line)
    return f"{match['lead']}{match['key']}: {match['value'] or ''}".rstrip() if match else None


def _bare_list(line: str) -> str | None:
    """`lines: 1，3` as `lines: [1, 3]`."""
    match = _BARE_LIST.fullmatch(line)
    return f"{match['lead']}{match['key']}: [{re.sub('[ ,，、；;]+', ', ', match['value'])}]" if match else None


def _item(line: str) -> str | None:
    """`-item` and `－item` as `- item`."""
    match = _ITEM.fullmatch(line)
    return f"{match['lead']}- {match['value']}" if match else None


def _comment(line: str) -> str | None:
    """`＃` as `#`, with the space before it that YAML asks for."""
    match = _COMMENT.fullmatch(line)
    if match is None:
        return None
    return f"{match['lead'].rstrip()} #{match['value']}" if match["lead"].strip() else f"{match['lead']}#{match['value']}"


def _flow(line: str) -> str | None:
    """`｛zh：中文，en：English｝` as `{zh: 中文, en: English}`; a comma inside a text stays."""
    if not _FLOW.search(line):
        return None
    narrow = _IN_FLOW.sub(r"\g<before>\g<key>: ", line.translate(_BRACKETS))
    return _COMMA.sub(", ", narrow)


def _flow_list(line: str) -> str | None:
    """`[a，b、c]` as `[a, b, c]`."""
    return re.sub(r"[，、；;]\s{0,9}", ", ", _flow(line) or "") or None


def _quotes(line: str) -> str | None:
    """A text in Chinese or mixed quotes, in half-width quotes."""
    match = _QUOTED_TEXT.fullmatch(line)
    if match is None:
        return None
    sign = "'" if match["sign"] in "'‘’" else '"'
    return f"{match['lead']}{sign}{match['value']}{sign}{match['end']}"


def _flow_quotes(line: str) -> str | None:
    """Every Chinese quote of a line as a half-width one."""
    return re.sub("[“”＂]", '"', re.sub("[‘’]", "'", _flow(line) or line))


def _wide_spaces(line: str) -> str | None:
    """Wide or hard spaces at the beginning of a line as ordinary ones."""
    match = _WIDE_SPACES.match(line)
    return match[0].replace("\u3000", "  ").translate(_HARD) + line[match.end() :] if match else None


_HARD = str.maketrans(
    dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " ")
)

ALL: tuple[Rewrite, ...] = (
    _colon,
    _flow,
    _flow_list,
    _quotes,
    _flow_quotes,
    _wide_spaces,
    _item,
    _comment,
    _no_colon,
    _bare_list,
)
