"""Documentation of the tables' columns in the words of `wording.yaml`, and the opening lines of workbooks."""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.content.loader import Content
from budgetbook.content.text import Language
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.translated_texts import join_texts
from budgetbook.text.phrases import Phrases

COLUMN_NAMES = tuple(dict.fromkeys(column for table in TABLES.values() for column in table.names))
"""The columns of all tables."""


def explain(content: Content, columns: Iterable[str] = COLUMN_NAMES) -> dict[str, dict[Language, str]]:
    """Meaning of each column, by language."""
    phrases = {lang: Phrases(lang, content.phrases) for lang in content.languages}
    return {column: {lang: phrases[lang][column_phrase_id(column)] for lang in content.languages} for column in columns}


def explain_in_both_languages(content: Content, columns: Iterable[str] = COLUMN_NAMES) -> dict[str, str]:
    """Meaning of each column, both languages in one text."""
    return {column: " / ".join(text.values()) for column, text in explain(content, columns).items()}


def column_phrase_id(column: str) -> str:
    """Id of the phrase that explains a column."""
    return f"field-{column.replace('_', '-')}"


def opening_lines(content: Content, what: str) -> list[str]:
    """The first lines of a workbook: what it is, how to read it, its licence and its source."""
    phrases = {lang: Phrases(lang, content.phrases) for lang in content.languages}
    phrase_ids = (what, "about-numbers", "not-official", "licence-of-content")
    return [*(phrases[lang][each] for each in phrase_ids for lang in content.languages), content.site.address]


def workbook_title(content: Content, more: str = "") -> str:
    """Title of a workbook."""
    return f"{join_texts(content, content.site.name)}{more}"
