"""Documentation of the tables' columns in the words of the languages, and the opening lines of workbooks."""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import DataColumn
from budgetbook.opendata.tables.translated_texts import join_texts
from budgetbook.text.phrases import Phrases


def explain(content: Content, more: Iterable[DataColumn] = ()) -> dict[str, dict[Language, str]]:
    """Meaning of each column of all tables, and of `more` columns, by language."""
    columns = {column.name: column for table in site_tables(content).values() for column in table.columns}
    columns |= {column.name: column for column in more}
    phrases = [Phrases(lang, content.phrases) for lang in content.languages]
    return {name: {each.lang: explain_column(column, each) for each in phrases} for name, column in columns.items()}


def explain_in_each_language(content: Content, more: Iterable[DataColumn] = ()) -> dict[str, str]:
    """Meaning of each column, all languages in one text."""
    return {column: " / ".join(text.values()) for column, text in explain(content, more).items()}


def explain_column(column: DataColumn, phrases: Phrases) -> str:
    """Meaning of one column."""
    if column.level_name is not None:
        return phrases.say(f"field-level-{column.level_of}", level=column.level_name.nearest(phrases.lang))
    if not column.lang:
        return phrases[column_phrase_id(column.name)]
    name = column.name.removesuffix(f"_{column.lang}").replace("_", "-")
    return phrases.say(f"field-translated-{name}", language=phrases.language_name(column.lang))


def column_phrase_id(column: str) -> str:
    """Id of the phrase that explains a column that is not translated."""
    return f"field-{column.replace('_', '-')}"


def opening_lines(content: Content, what: str) -> list[str]:
    """The first lines of a workbook: what it is, how to read it, its licence and its source."""
    phrases = {lang: Phrases(lang, content.phrases) for lang in content.languages}
    phrase_ids = (what, "about-numbers", "not-official", "licence-of-content")
    return [*(phrases[lang][each] for each in phrase_ids for lang in content.languages), content.site.address]


def workbook_title(content: Content, more: str = "") -> str:
    """Title of a workbook."""
    return f"{join_texts(content, content.site.name)}{more}"
