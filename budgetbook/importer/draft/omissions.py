"""Tells the editor what the file holds besides what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from budgetbook.importer.readers.document import Omission, OmissionKind
from budgetbook.importer.recognise import Recognition

OMISSION_NAMES: dict[OmissionKind, dict[str, str]] = {
    "picture": {"zh": "图像里的文字", "en": "words in a picture"},
    "hidden": {"zh": "看不见的文字", "en": "text that cannot be seen"},
    "struck": {"zh": "划掉的文字", "en": "text that is struck out"},
    "covered": {"zh": "被盖住的文字", "en": "text that something covers"},
    "clipped": {"zh": "页面上没有显示的文字", "en": "text outside what the page shows"},
    "overprinted": {"zh": "互相重叠的文字", "en": "characters printed over each other"},
    "aslant": {"zh": "斜放或倒放的文字，如水印", "en": "text set aslant or upside down, such as a watermark"},
    "mark": {"zh": "注释标记", "en": "marks of notes"},
    "embedded": {"zh": "嵌入的对象或网页", "en": "embedded sheets, objects or pages"},
    "recognised": {"zh": "由机器识别的文字，只作参考", "en": "words that a machine recognised in a picture, doubtful"},
    "empty-page": {"zh": "没有文字的页", "en": "pages without words"},
    "picture-page": {"zh": "只有图像的页", "en": "pages that are pictures"},
    "comment": {"zh": "批注", "en": "comments"},
    "error": {"zh": "显示错误值的格子", "en": "cells that show an error"},
    "formula": {"zh": "没有存下结果的公式", "en": "formulas without a stored result"},
    "number-format": {"zh": "显示格式不认识的数，按存的数读", "en": "numbers of an unknown format, read as they are stored"},
    "traditional": {"zh": "繁体字，已按简体字读", "en": "traditional characters, read as the simplified ones"},
}


def list_omissions(omissions: Iterable[Omission]) -> Iterator[str]:
    """Yield a line for each part that was not read or not believed."""
    for omission in omissions:
        name = OMISSION_NAMES[omission.kind]
        words = f": {' '.join(omission.words.split())[:60]}" if omission.words else ""
        yield f"{omission.where}: {name['en']} / {name['zh']}{words}"


def list_unread_parts(recognition: Recognition) -> list[str]:
    """A line for each page, table and column from which nothing was taken, and for what was not believed."""
    ids = Counter(t.id for t in recognition.tables)
    unknown_tables = [f"{t.place}: {t.title or '?'}" for t in recognition.tables if not t.id]
    repeated_tables = [
        f"{t.place}: {t.title}" for t in recognition.tables if t.id and ids[t.id] > 1 and t not in recognition.standard_tables
    ]
    pages = [f"p. {page}: a picture without text, not read / 只有图像，没有读" for page in recognition.document.picture_pages]
    return (
        pages
        + list(list_omissions(recognition.document.omissions))
        + unknown_tables
        + repeated_tables
        + [f"{t.place}: {words}" for t in recognition.tables for words in t.unknown_heads]
    )
