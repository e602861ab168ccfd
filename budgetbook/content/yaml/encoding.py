"""The bytes of a file of the content in; its text, or the one place where it cannot be read, out."""

from __future__ import annotations

from budgetbook.content.yaml.characters import MAX_BYTES, REFUSED_CHARACTERS, too_large_message
from budgetbook.diagnostics.problem import Message, Problem, message

LineColumn = tuple[int, int]
"""Line and column, both from 1."""


class FormError(Exception):
    """Reading cannot go on: everything after this place would be a guess."""

    def __init__(self, line: int, column: int, text: Message, hint: Message | None = None) -> None:
        self.line, self.column, self.text, self.hint = line, column, text, hint


def decode(raw: bytes) -> str:
    """Strict UTF-8, a BOM allowed, CRLF made LF; anything else is refused at its place. Raises `FormError`."""
    if len(raw) > MAX_BYTES:
        raise FormError(1, 1, too_large_message(len(raw)))
    raw = raw.removeprefix("\ufeff".encode())
    try:
        text = raw.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        text_before = raw[: error.start].decode("utf-8", "replace")
        wrong = message("not-utf8", byte=f"0x{raw[error.start]:02X}")
        raise FormError(*end_position(text_before), wrong, message("save-as-utf8")) from None
    if bad := REFUSED_CHARACTERS.search(text):
        wrong = message("control-character", code=f"U+{ord(bad[0]):04X}")
        raise FormError(*end_position(text[: bad.start()]), wrong, message("delete-it"))
    return text


def end_position(text: str) -> LineColumn:
    """Where a text goes on."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def decode_text(file: str, raw: bytes) -> tuple[str, list[Problem]]:
    """`decode` for files that are not YAML (Markdown, the list of numbers): the text, or its one problem."""
    try:
        return decode(raw), []
    except FormError as refusal:
        return "", [Problem(file, refusal.line, refusal.column, "", refusal.text, refusal.hint)]
