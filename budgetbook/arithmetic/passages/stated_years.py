"""Years that a passage states outside its figures: in a heading, of a day that things are counted on, of a project's period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetbook.arithmetic.passages.slip import PassageSlip, hide_quoted, narrow_digits

_YEAR = r"((?:19|20)[0-9]{2})"
_HEADING = re.compile(
    rf"(?:第[一二三四五六七八九十]{{1,3}}部分|[一二三四五六七八九十]{{1,3}}、)\s*[^，。；：0-9]{{0,40}}{_YEAR}\s?年度?[^，。；：0-9]{{0,6}}?"
    r"(预算|决算)(?:情况说明|情况说明书|编制说明|公开表|报表|表)"
)
_PHASES = {"budget": "预算", "final-accounts": "决算"}
_DAY = re.compile(rf"截至\s?{_YEAR}\s?年\s?12\s?月\s?31\s?日")
_PERIOD = re.compile(
    rf"(?:实施周期|项目周期|实施期限)[^0-9。；]{{0,12}}{_YEAR}\s?年(?:\s?[0-9]{{1,2}}\s?月)?(?:\s?[0-9]{{1,2}}\s?日)?"
    rf"\s?[-—－–~～至到]{{1,2}}\s?{_YEAR}\s?年(?:\s?[0-9]{{1,2}}\s?月)?(?:\s?[0-9]{{1,2}}\s?日)?"
)
_COMPARISON = re.compile(rf"[比较](?:{_YEAR}\s?年度?|本年度?)预算(?:数|安排)?(?=[^，。；：]{{0,6}}(?:增加|减少|增长|下降|持平))")
_EARLIER = re.compile(
    rf"(?:[比较]|与){_YEAR}\s?年度?(?:预算|决算|执行)?(?:数)?(?:相比)?(?=[，,]?\s?[^，。；：0-9]{{0,8}}(?:增加|减少|增长|下降|持平))"
)
_ODD_YEAR = re.compile(r"(?:^|(?<=[，。；：（\s]))([0-9]{3}|[0-9]{5})\s?年(?:度|初|末)?(?!来|前|后|以|历史|的历史)")
_OTHER_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=\s?年)")


def read_headings(text: str, year: int, phase: str) -> Iterator[PassageSlip]:
    """Yield the year in a heading over a part of this document; a text with a sentence in it is no heading."""
    match = _HEADING.match(narrow_digits(hide_quoted(text)).strip())
    if match and match[2] == _PHASES[phase] and not re.search("[。；]", text):
        yield PassageSlip(f"{match[1]}年", f"{year}年", int(match[1]) == year)


def read_days(text: str, year: int, phase: str, stocks: Sequence[str]) -> Iterator[PassageSlip]:
    """Yield each last day of a year in final accounts, where the sentence counts what is held on it."""
    if phase != "final-accounts":
        return
    for sentence in narrow_digits(hide_quoted(text)).split("。"):
        for match in _DAY.finditer(sentence):
            if any(stock in sentence[match.end() :] for stock in stocks):
                yield PassageSlip(match[0], f"{year}年12月31日", int(match[1]) == year)


def read_periods(text: str, year: int, phase: str) -> Iterator[PassageSlip]:
    """Yield each project's period in a budget: it must not end before the year of the budget that pays for the project."""
    for match in _PERIOD.finditer(narrow_digits(text)):
        if phase == "budget" and int(match[1]) <= int(match[2]):
            yield PassageSlip(match[0], f"{year}年", int(match[2]) >= year)


def read_comparisons(text: str, year: int, phase: str) -> Iterator[PassageSlip]:
    """Yield each comparison with a budget: not with that of the own year, unless the sentence is about a later one."""
    if phase != "budget":
        return
    for sentence in narrow_digits(hide_quoted(text)).split("。"):
        others = {int(other) for other in _OTHER_YEAR.findall(sentence)}
        for match in _COMPARISON.finditer(sentence):
            if all(other <= year for other in others):
                yield PassageSlip(match[0], f"{year - 1}年", int(match[1] or year) != year)


def find_earlier_years(text: str, year: int) -> Iterator[PassageSlip]:
    """Yield each comparison with the year before the last alone, in a sentence that names no later one but the own."""
    for sentence in narrow_digits(hide_quoted(text)).split("。"):
        named_years = {int(other) for other in _OTHER_YEAR.findall(sentence)}
        for match in _EARLIER.finditer(sentence):
            if int(match[1]) == year - 2 and named_years <= {year, year - 2}:
                yield PassageSlip(match[0], f"{year - 1}年")


def find_mistyped_years(text: str, year: int) -> Iterator[PassageSlip]:
    """Yield each year of three or five digits that is the document's, or the year before it, with a digit too few or too many."""
    plain_text = hide_quoted(narrow_digits(text))
    for match in _ODD_YEAR.finditer(plain_text):
        for right_year in (str(year), str(year - 1)):
            shorter, longer = sorted((match[1], right_year), key=len)
            if shorter in {longer[:index] + longer[index + 1 :] for index in range(len(longer))}:
                yield PassageSlip(text[match.start() : match.end()], f"{right_year}年")
                break
