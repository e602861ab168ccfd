"""Decodes the bytes of a content file, or says where they cannot be read."""

from __future__ import annotations

from budgetbook.content.yaml.characters import MAX_BYTES, REFUSED_CHARACTERS, too_large_message
from budgetbook.diagnostics.problem import Message, Problem, message

LineColumn = tuple[int, int]
"""Line and column, both from 1."""


class FormError(Exception):
    """Reading cannot continue: everything after this position would be a guess."""

    def __init__(self, line: int, column: int, text: Message, hint: Message | None = None) -> None:
        self.line, self.column, self.text, self.hint = line, column, text, hint


def decode(raw: bytes, most: int = MAX_BYTES) -> str:
    """Decode strict UTF-8; drops a BOM and turns CRLF into LF. Raises FormError at the first byte or character refused."""
    if len(raw) > most:
        raise FormError(1, 1, too_large_message(len(raw), most))
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
    """The position right behind a text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def decode_text(file: str, raw: bytes, most: int = MAX_BYTES) -> tuple[str, list[Problem]]:
    """`decode` for files that are not YAML (Markdown, control lists): the text, or "" and its one problem."""
    try:
        return decode(raw, most), []
    except FormError as refusal:
        return "", [Problem(file, refusal.line, refusal.column, "", refusal.text, refusal.hint)]
