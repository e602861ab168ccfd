"""Plain data in; lines of YAML out, in the style of the content files, with room for comments between them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_TEXT = r"A-Za-z0-9_\u3400-\u9fff\-—、（）。，；·/"
_PLAIN = re.compile(rf"[A-Za-z\u3400-\u9fff（][{_TEXT}]*(?: [{_TEXT}]+)*")
_DIGITS = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = re.compile(r"y|n|yes|no|on|off|null|true|false", re.IGNORECASE)
WIDTH = 120


def scalar(value: Any, *, text: bool = False) -> str:
    """One value. `text`: digits are a text too (a code, a printed character)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    shown = str(value)
    if not text and (_DIGITS.fullmatch(shown) or _DATE.fullmatch(shown) or shown in ("true", "false")):
        return shown
    if _PLAIN.fullmatch(shown) and not _WORDS.fullmatch(shown):
        return shown
    return json.dumps(shown, ensure_ascii=False)


def flow(value: Any, key: str = "") -> str:
    """A value on one line: `{zh: …, en: …}`, `[1, 2]`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k, text=True)}: {flow(v, k)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(v, key) for v in value) + "]"
    return _in_flow(scalar(value, text=key in ("code", "name", "zh", "en", "at", "row")))


def _in_flow(shown: str) -> str:
    """Quoted where a mark of the flow style stands in it."""
    return shown if shown.startswith('"') or not re.search(r"[,\[\]{}]", shown) else json.dumps(shown, ensure_ascii=False)


def field(key: str, value: Any, indent: int) -> Iterator[str]:
    """One key with its value; on one line where it fits, else its items below it."""
    room = " " * indent
    name = scalar(key, text=True)
    if not isinstance(value, dict | list):
        yield f"{room}{name}: {scalar(value, text=key in ('zh', 'en', 'at', 'code', 'name', 'sha256'))}"
        return
    line = f"{room}{name}: {flow(value, key)}"
    if len(line) <= WIDTH and not _nested(value):
        yield line
    elif isinstance(value, dict):
        yield f"{room}{name}:"
        for inner, item in value.items():
            yield from field(inner, item, indent + 2)
    else:
        yield f"{room}{name}:"
        yield from (f"{room}  - {flow(item, key)}" for item in value)


def _nested(value: Any) -> bool:
    """Whether a value is too deep to be read on one line."""
    items: Iterable[Any] = value.values() if isinstance(value, dict) else value
    deep = [v for v in items if isinstance(v, dict | list)]
    if isinstance(value, list):
        return bool(deep) and len(value) > 1
    return any(isinstance(v, dict) or any(isinstance(i, dict) for i in v) for v in deep)


def comment(text: str, indent: int) -> str:
    """A comment on one line; what a document prints cannot end it."""
    clear = "".join(c if c.isprintable() else " " for c in text)
    return f"{' ' * indent}# {clear}"


def lines(text: Sequence[str]) -> str:
    """A file's text, with one empty line at most between its parts."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(text)).strip("\n") + "\n"
