"""Finds what a document says about itself: title, year, phase and entity.

A web page has lines before its title (navigation, source, date of publication), so the title is the first short line with both a
year and a word for a budget or for final accounts.
"""

from __future__ import annotations

import re
from collections import Counter

from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import Document, Paragraph
from budgetbook.importer.vocabulary import Vocabulary

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_HEAD = 12
"""Paragraphs from the beginning in which the title may stand."""
_LONGEST = 60


class MissingYearError(Exception):
    """The document names no year at all."""


def find_title(document: Document, vocabulary: Vocabulary) -> str:
    """The title: an early short line with a year and a word for a phase; without one, the first line."""
    words = vocabulary.config
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    for line in lines[:_HEAD]:
        kind = any(word in line for word in (*words.final_accounts, *words.budgets))
        if kind and _YEAR.search(narrow(line)) and len(line) <= _LONGEST:
            return line
    return lines[0] if lines else document.name


def find_phase(title: str, vocabulary: Vocabulary) -> str:
    """`final-accounts` if the title has a word for it, else `budget`."""
    return "final-accounts" if any(word in title for word in vocabulary.config.final_accounts) else "budget"


def find_fiscal_year(document: Document, title: str) -> int:
    """The year in the title, else in the first lines, else the one named most often. Raises MissingYearError."""
    texts = [narrow(text) for text in _texts(document)]
    for text in (narrow(title), *texts[:6]):
        if match := _YEAR.search(text):
            return int(match[1])
    years = Counter(year for text in texts for year in _YEAR.findall(text))
    if not years:
        raise MissingYearError(document.name)
    return int(years.most_common(1)[0][0])


def find_entity_name(document: Document, vocabulary: Vocabulary) -> str:
    """The entity's name, by the first pattern of the vocabulary that matches a line; else ""."""
    for pattern in vocabulary.config.body:
        for line in _texts(document):
            if match := re.search(pattern, line):
                return match[1].strip()
    return ""


def _texts(document: Document) -> list[str]:
    return [t for block in document.blocks for t in ([block.text] if isinstance(block, Paragraph) else block.caption)]
