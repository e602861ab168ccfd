"""Finds whether a document is a budget or final accounts: by its title, by what it tells, or by when it was published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from budgetbook.importer.document_title import HEAD, is_kind_line, is_numbered, is_title
from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import Document
from budgetbook.importer.vocabulary import Vocabulary

Phase = Literal["budget", "final-accounts", "unknown"]
_DATE = re.compile(r"((?:19|20)\d\d)\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}")
_FUND_NAMES = re.compile("一般公共预算|政府性基金预算|国有资本经营预算|公共预算|预算(?:单位|部门)(?!预算)")
"""They hold the word for a budget in final accounts too, as does what bodies with budgets are called."""
_EXECUTION = re.compile("预算(?=执行)")
"""What is executed is a budget, but what tells of it is none."""
_LAST_YEAR = "去年"
_ENOUGH = 2
"""Words of the press that make a report."""
_CLAUSE = 45
"""Characters before a word in which the year that it is said of may stand."""
_PRIOR = re.compile(r"(?:上年|去年|上一年|((?:19|20)\d\d)年)[^，。；,;]{0,30}$")
_OUTCOME_NUMBER = re.compile(r"决算(?:总额|总数|汇总|数)?(?:合计|共计|总计|共)?\s?[为是]?\s?[0-9]")
_YEAR_END = r"截[至止]到?{year}年(?:12月|年?[底末])"
"""The end of a year: only what is written after it can count what there was then."""
_ACCOUNTS = r"{year} ?年度?(?:部门|单位)决算"
"""The name of a year's final accounts, which no budget of that year can hold."""

_PRIOR_ACCOUNTS = r"[比较与同] ?{year} ?年度?(?:支出|收入)?决算数"
"""What the accounts of a year are compared with; when its budget is made, those of the year before are not yet closed."""


def find_phase(document: Document, title: str, year: int, vocabulary: Vocabulary) -> Phase:
    """Budget or final accounts, by the title, else by what the text tells, else by the day of publication; else unknown."""
    words = vocabulary.config
    is_own = is_title([title], vocabulary)
    is_part = is_numbered(title)
    if phase := _find_phase_in_titles((title if is_own and not is_part else "", document.title), vocabulary):
        return phase
    texts = list(document.texts())
    prior_accounts = re.compile(_PRIOR_ACCOUNTS.format(year=year - 1))
    if any(prior_accounts.search(narrow(text)) for text in texts):
        return "final-accounts"
    outcome = (*words.identity.outcome, f"{year}年预算执行情况", f"{year}年度预算执行情况")
    year_end = re.compile(_YEAR_END.format(year=year))
    if any(_tells_outcome(text, year, outcome) or year_end.search(narrow(text)) for text in texts):
        return "final-accounts"
    if any(word in text for text in texts for word in words.identity.plan):
        return "budget"
    later_titles = [text for text in texts[:HEAD] if is_kind_line(text, vocabulary)]
    if phase := _find_phase_in_titles((title if is_own else "", *later_titles), vocabulary):
        return phase
    names_accounts = re.compile(_ACCOUNTS.format(year=year))
    return "final-accounts" if any(names_accounts.search(narrow(text)) for text in texts) else _find_phase_by_date(texts, year)


def _find_phase_in_titles(titles: Sequence[str], vocabulary: Vocabulary) -> Literal["budget", "final-accounts", ""]:
    for title in titles:
        text = _EXECUTION.sub("", _FUND_NAMES.sub("", title))
        if any(word in text for word in vocabulary.config.final_accounts):
            return "final-accounts"
        if any(word in text for word in vocabulary.config.budgets):
            return "budget"
    return ""


def _tells_outcome(text: str, year: int, outcome: Sequence[str]) -> bool:
    """True if a sentence tells what was spent; what was spent the year before does not count."""
    number = _OUTCOME_NUMBER.search(text)
    for start in (*(text.find(word) for word in outcome), number.start() if number else -1):
        prior = _PRIOR.search(text[max(0, start - _CLAUSE) : start]) if start >= 0 else None
        if start >= 0 and (prior is None or prior[1] == str(year)):
            return True
    return False


def _find_phase_by_date(texts: Sequence[str], year: int) -> Phase:
    """A document that is published after its year is of final accounts, one within or before its year is a budget."""
    dates = [int(date) for text in (*texts[:HEAD], *texts[-5:]) for date in _DATE.findall(narrow(text)) if len(text) <= 80]
    if not dates:
        return "unknown"
    return "final-accounts" if min(dates) > year else "budget"


def is_told_later(document: Document, year: int, phase: Phase, vocabulary: Vocabulary) -> bool:
    """True for a report of the press on final accounts that was written in the next year: 去年 is then the document's own."""
    text = narrow("\n".join(document.texts()))
    is_report = phase == "final-accounts" and sum(word in text for word in vocabulary.config.identity.press) >= _ENOUGH
    return is_report and _LAST_YEAR in text and f"{year + 1}年" in text and f"比{_LAST_YEAR}" not in text
