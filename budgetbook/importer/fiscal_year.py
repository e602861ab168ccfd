"""Finds the year that a document is about: in its title, in its first lines, or by what it says of years at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import Document

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?(?!\s*年?\s*\d{1,2}\s*月|\d|\s*年?[底末])")
_ANY_YEAR = re.compile(r"(?<![比较与同])(?<![比较与同] )((?:19|20)\d\d)\s*年(?!度?\s*无此项)")
"""Years, but for those that a sentence only compares with: 比2029年, 2029年无此项预算."""
_NO_SUCH_ITEM = re.compile(r"[0-9]{4}\s*年度?\s*无此项")
_COMPARED_YEAR = re.compile(r"((?:19|20)\d\d)\s*年(?!\s*\d{1,2}\s*月)")
_CHINESE_YEAR = re.compile(r"(二[〇零○][〇零○一二三四五六七八九]{2})(?=年)")
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
LONGEST_TITLE = 60
_PARENTHESIS = re.compile(r"《[^》]{0,80}》|[（(〔\[【][^）)〕\]】]{0,40}[）)〕\]】]")
"""A rule by its name or number, whose years are not the document's."""
_OPENING = 6
"""Paragraphs from the beginning whose first year is the document's own, if no title names one."""
_OUTCOME_AND_PLAN = re.compile(
    r"((?:19|20)\d\d)年(?:(?!决算|(?:19|20)\d\d年).){0,40}?执行(?:(?!决算).){0,20}?((?:19|20)\d\d)年.{0,40}?预算"
)
_PLAN = (
    r"(?<![比较与同]){year}\s?年度?[^，。；,;0-9]{{0,30}}预算(?:安排|总额|金额|支出|收入|数|为|是|共|计|合计|总计){{0,3}}\s?[0-9]"
)
"""An amount of the budget of a year, as no document of an earlier year has."""


class MissingYearError(Exception):
    """The document names no year at all."""


def find_fiscal_year(document: Document, title: str) -> int:
    """The year in the title, else in the first lines, else the one named most often for itself. Raises MissingYearError."""
    texts = [write_in_digits(text) for text in document.texts()]
    title = write_in_digits(title)
    own_title = title if len(title) <= LONGEST_TITLE else ""
    if plan_year := _find_plan_year(_PARENTHESIS.sub("", title)):
        return plan_year
    for text in (
        _PARENTHESIS.sub("", title),
        own_title,
        write_in_digits(document.title),
        *(_PARENTHESIS.sub("", text) for text in texts[:_OPENING]),
    ):
        if match := _first_year(text):
            return match if text in (title, own_title) or not _gives_plan(texts, match + 1) else match + 1
    years = Counter(year for text in texts for year in _ANY_YEAR.findall(text))
    if not years:
        return _find_year_after_compared(texts, document.name)
    return max(int(year) for year, count in years.items() if count == max(years.values()))


def _find_year_after_compared(texts: Sequence[str], name: str) -> int:
    """The year after the last one that is only compared with: 同比增加1万元，2029年无此项预算. Raises MissingYearError."""
    years = [int(year) for text in texts for year in _COMPARED_YEAR.findall(text)]
    if not years:
        raise MissingYearError(name)
    return max(years) + 1


def _find_plan_year(title: str) -> int:
    """The second year of a title such as 2023年“三公”经费执行情况和2024年预算, whose document is the budget; 0 for any other."""
    match = _OUTCOME_AND_PLAN.search(title)
    return int(match[2]) if match and int(match[2]) == int(match[1]) + 1 else 0


def _gives_plan(texts: Sequence[str], year: int) -> bool:
    """True if sentences give amounts of the budget of a year, so that what they give of the year before is its outcome."""
    plan = re.compile(_PLAN.format(year=year))
    return any(plan.search(text) for text in texts)


def _first_year(text: str) -> int:
    """The first year of a text that is not the year of a day or only compared with, 0 if there is none.

    年 may be missing only in a short line.
    """
    for match in _YEAR.finditer(text):
        if text[: match.start()].rstrip().endswith(("比", "较", "与", "同")) or _NO_SUCH_ITEM.match(text, match.start()):
            continue
        if "年" in match[0] or (len(text) <= LONGEST_TITLE and re.match(r"[\u4e00-\u9fff]", text[match.end() :])):
            return int(match[1])
    return 0


def has_year(text: str) -> bool:
    """True if a text names a year that is not that of a day."""
    return bool(_YEAR.search(write_in_digits(text)))


def write_in_digits(text: str) -> str:
    """Half-width digits, also for a year in Chinese numerals."""
    return _CHINESE_YEAR.sub(lambda match: match[1].translate(_CHINESE_DIGITS), narrow(text))
