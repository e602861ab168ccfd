"""Writes plain data as lines of YAML in the style of the content files, with comments between them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any

from budgetbook.content.yaml.characters import REFUSED_CHARACTERS, find_hidden_character

_TEXT = r"A-Za-z0-9_\u3400-\u9fff\-—、（）。，；·/"
_PLAIN = re.compile(rf"[A-Za-z\u3400-\u9fff（][{_TEXT}]*(?: [{_TEXT}]+)*")
_DIGITS = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = re.compile(r"y|n|yes|no|on|off|null|true|false", re.IGNORECASE)
WIDTH = 120


def format_scalar(value: Any, *, is_text: bool = False) -> str:
    """One value. With `is_text`, digits are quoted too (a code, a printed character)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    value_text = str(value)
    if find_hidden_character(value_text):
        # A document may write one as an HTML entity, which no content file may hold either.
        value_text = REFUSED_CHARACTERS.sub("", unescape(value_text)).replace("&", "＆")
    if not is_text and (_DIGITS.fullmatch(value_text) or _DATE.fullmatch(value_text) or value_text in ("true", "false")):
        return value_text
    if _PLAIN.fullmatch(value_text) and not _WORDS.fullmatch(value_text):
        return value_text
    return json.dumps(value_text, ensure_ascii=False)


def format_flow(value: Any, key: str = "") -> str:
    """A value on one line: `{zh: …, en: …}`, `[1, 2]`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{format_scalar(k, is_text=True)}: {format_flow(v, k)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(format_flow(v, key) for v in value) + "]"
    return _quote_in_flow(format_scalar(value, is_text=key in ("code", "name", "zh", "en", "at", "row")))


def _quote_in_flow(scalar_text: str) -> str:
    """Quote a scalar that holds a mark of the flow style."""
    return (
        scalar_text
        if scalar_text.startswith('"') or not re.search(r"[,\[\]{}]", scalar_text)
        else json.dumps(scalar_text, ensure_ascii=False)
    )


def format_field(key: str, value: Any, indent: int) -> Iterator[str]:
    """Yield one key with its value: on one line if it fits, else with its items below it."""
    indentation = " " * indent
    name = format_scalar(key, is_text=True)
    if not isinstance(value, dict | list):
        yield f"{indentation}{name}: {format_scalar(value, is_text=key in ('zh', 'en', 'at', 'code', 'name', 'sha256'))}"
        return
    line = f"{indentation}{name}: {format_flow(value, key)}"
    if len(line) <= WIDTH and not _is_nested(value):
        yield line
    elif isinstance(value, dict):
        yield f"{indentation}{name}:"
        for inner, item in value.items():
            yield from format_field(inner, item, indent + 2)
    else:
        yield f"{indentation}{name}:"
        yield from (f"{indentation}  - {format_flow(item, key)}" for item in value)


def _is_nested(value: Any) -> bool:
    """True if a value is too deep to be read on one line."""
    items: Iterable[Any] = value.values() if isinstance(value, dict) else value
    deep = [v for v in items if isinstance(v, dict | list)]
    if isinstance(value, list):
        return bool(deep) and len(value) > 1
    return any(isinstance(v, dict) or any(isinstance(i, dict) for i in v) for v in deep)


def format_comment(text: str, indent: int) -> str:
    """A comment on one line; nothing that a document prints can end it."""
    printable_text = "".join(c if c.isprintable() else " " for c in text)
    return f"{' ' * indent}# {printable_text}"


def join_lines(text: Sequence[str]) -> str:
    """The text of a file, with at most one empty line between its parts."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(text)).strip("\n") + "\n"
