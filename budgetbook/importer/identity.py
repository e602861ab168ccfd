"""Finds what a document says about itself: title, year, and whether it is a budget or final accounts.

A web page has lines before its title (navigation, source, date of publication), so the title is the first short line with both a
year and a word for a budget or for final accounts. A cover may spread it over two or three lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from budgetbook.importer.entity_names import EntityNames, clean_title
from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import Document, Paragraph
from budgetbook.importer.vocabulary import Vocabulary

Phase = Literal["budget", "final-accounts", "unknown"]
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?(?!\s*年?\s*\d{1,2}\s*月|\d|\s*年?[底末])")
_ANY_YEAR = re.compile(r"(?<![比较与同])(?<![比较与同] )((?:19|20)\d\d)\s*年(?!度?\s*无此项)")
"""Years, but for those that a sentence only compares with: 比2029年, 2029年无此项预算."""
_NO_SUCH_ITEM = re.compile(r"[0-9]{4}\s*年度?\s*无此项")
_COMPARED_YEAR = re.compile(r"((?:19|20)\d\d)\s*年(?!\s*\d{1,2}\s*月)")
_DATE = re.compile(r"((?:19|20)\d\d)\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}")
_CHINESE_YEAR = re.compile(r"(二[〇零○][〇零○一二三四五六七八九]{2})(?=年)")
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HEAD = 12
"""Paragraphs from the beginning in which the title may stand."""
_LONG_HEAD = 40
"""The same below a form of a web page, for a title of one line."""
_LONGEST = 60
_LINE = 40
"""Characters of one of several lines of a title."""
_NO_TITLE = re.compile(r"[:：>|。；;，,]|首页|当前位置|打印|字体|字号|目录|^[\d\s./-]+$")
_BULLETS = "•·●▪■◆ "
_NUMBER = re.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|部分)|[（(][一二三四五六七八九十]{1,3}[）)]")
_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|html?|txt)$", re.IGNORECASE)
_FUND_NAMES = re.compile("一般公共预算|政府性基金预算|国有资本经营预算|公共预算|预算(?:单位|部门)(?!预算)")
"""They hold the word for a budget in final accounts too, as does what bodies with budgets are called."""
_EXECUTION = re.compile("预算(?=执行)")
"""What is executed is a budget, but what tells of it is none."""
_PARENTHESIS = re.compile(r"《[^》]{0,80}》|[（(〔\[【][^）)〕\]】]{0,40}[）)〕\]】]")
"""A rule by its name or number, whose years are not the document's."""
_SENTENCE = re.compile(r"[较比与](?:上年|去年|[0-9]{4}年)")
_AMOUNT = re.compile(r"[0-9]\s*(?:[百千万亿]*元|%)")
_LAST_YEAR = "去年"
_ENOUGH = 2
"""Words of the press that make a report."""
_CLAUSE = 45
"""Characters before a word in which the year that it is said of may stand."""
_PRIOR = re.compile(r"(?:上年|去年|上一年|((?:19|20)\d\d)年)[^，。；,;]{0,30}$")
_OUTCOME_NUMBER = re.compile(r"决算(?:总额|总数|汇总|数)?(?:合计|共计|总计|共)?\s?[为是]?\s?[0-9]")
_OPENING = 6
"""Paragraphs from the beginning whose first year is the document's own, if no title names one."""
_OUTCOME_AND_PLAN = re.compile(
    r"((?:19|20)\d\d)年(?:(?!决算|(?:19|20)\d\d年).){0,40}?执行(?:(?!决算).){0,20}?((?:19|20)\d\d)年.{0,40}?预算"
)
_PLAN = (
    r"(?<![比较与同]){year}\s?年度?[^，。；,;0-9]{{0,30}}预算(?:安排|总额|金额|支出|收入|数|为|是|共|计|合计|总计){{0,3}}\s?[0-9]"
)
"""An amount of the budget of a year, as no document of an earlier year has."""
_YEAR_END = r"截[至止]到?{year}年(?:12月|年?[底末])"
"""The end of a year: only what is written after it can count what there was then."""
_ACCOUNTS = r"{year} ?年度?(?:部门|单位)决算"
"""The name of a year's final accounts, which no budget of that year can hold."""

_PRIOR_ACCOUNTS = r"[比较与同] ?{year} ?年度?(?:支出|收入)?决算数"
"""What the accounts of a year are compared with; when its budget is made, those of the year before are not yet closed."""


class MissingYearError(Exception):
    """The document names no year at all."""


def find_title(document: Document, vocabulary: Vocabulary) -> str:
    """The title: an early short line with a year and a word for its kind, or several such lines joined.

    Without one, the title that a web page gives itself, else the first short line with Chinese, else the first line, cut. Of
    tables alone, the name of the file or the caption of a table.
    """
    raw_lines = [block.text for block in document.blocks if isinstance(block, Paragraph)][:_LONG_HEAD]
    lines = [clean_title(line).lstrip(_BULLETS) for line in raw_lines]
    names = EntityNames(vocabulary.config.identity)
    # A numbered heading is the title only if nothing else is: it is often that of a part.
    ways = [(1, _HEAD, False), (2, _HEAD, False), (3, _HEAD, False), (1, _LONG_HEAD, False), (1, _HEAD, True)]
    for count, most, may_be_numbered in ways:
        for start in range(min(len(lines), most) - count + 1):
            group = lines[start : start + count]
            if _is_title(group, vocabulary) and (may_be_numbered or not _NUMBER.match(group[0])):
                return _FILE_ENDING.sub("", _add_name(lines, start, start + len(group), names))
    pieces = [piece for line in raw_lines[:_HEAD] for piece in re.split(r"[|｜\s]+", line, maxsplit=4)[:4]]
    if own := next((piece for piece in map(clean_title, pieces) if _is_title([piece], vocabulary)), ""):
        return own
    if document.title and _has_kind(document.title, vocabulary):
        return re.split(r"[_|｜]", document.title)[0].strip()
    chinese = [line for line in lines if re.search(r"[\u4e00-\u9fff]", line)]
    if not chinese:
        return _find_title_of_tables(document, vocabulary)
    return next((line for line in chinese if len(line) <= _LONGEST), chinese[0][:_LINE])


def _find_title_of_tables(document: Document, vocabulary: Vocabulary) -> str:
    """The title of a document that is nothing but tables: the name of its file if that is one, else the first in a caption."""
    candidates = (_FILE_ENDING.sub("", document.name), *map(clean_title, document.texts()))
    return next((text for text in candidates if _is_title([text], vocabulary)), document.name)


def _is_title(group: Sequence[str], vocabulary: Vocabulary) -> bool:
    text = "".join(group)
    if len(text) > _LONGEST or _AMOUNT.search(text) or _SENTENCE.search(text):
        return False
    if len(group) > 1 and any(len(line) > _LINE or _NO_TITLE.search(line) for line in group):
        return False
    return _has_kind(text, vocabulary) and bool(_YEAR.search(_in_digits(text))) and not text.endswith("。")


def _has_kind(text: str, vocabulary: Vocabulary) -> bool:
    words = vocabulary.config
    return any(word in text for word in (*words.final_accounts, *words.budgets, *words.identity.subjects))


def _add_name(lines: Sequence[str], start: int, end: int, names: EntityNames) -> str:
    """Join the lines above or below a title that name its body, if it does not itself."""
    title = "".join(lines[start:end])
    if names.find_body(title):
        return title
    upper_lines = [line for line in lines[max(0, start - 2) : start] if len(line) <= _LINE and not _NO_TITLE.search(line)]
    if len(upper_lines) == 2 and names.find_body(upper_lines[0]):
        upper_lines = upper_lines[1:]  # the name of another body, such as the one of the site
    for first in range(len(upper_lines)):
        joint_text = "".join(upper_lines[first:])
        if names.find_body(joint_text) == joint_text:
            return joint_text + title
    lower_line = lines[end] if end < len(lines) else ""
    return lower_line + title if lower_line and names.find_body(lower_line) == lower_line else title


def find_phase(document: Document, title: str, year: int, vocabulary: Vocabulary) -> Phase:
    """Budget or final accounts, by the title, else by what the text tells, else by the day of publication; else unknown."""
    words = vocabulary.config
    is_own = _is_title([title], vocabulary)
    is_part = bool(_NUMBER.match(title))
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
    later_titles = [text for text in texts[:_HEAD] if len(text) <= _LINE and _is_kind_line(text, vocabulary)]
    if phase := _find_phase_in_titles((title if is_own else "", *later_titles), vocabulary):
        return phase
    names_accounts = re.compile(_ACCOUNTS.format(year=year))
    return "final-accounts" if any(names_accounts.search(narrow(text)) for text in texts) else _find_phase_by_date(texts, year)


def _is_kind_line(text: str, vocabulary: Vocabulary) -> bool:
    """True for a line that is the rest of a title: “三公”经费决算情况说明."""
    return _has_kind(text, vocabulary) and not _NO_TITLE.search(text) and not _AMOUNT.search(text)


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
    dates = [int(date) for text in (*texts[:_HEAD], *texts[-5:]) for date in _DATE.findall(narrow(text)) if len(text) <= 80]
    if not dates:
        return "unknown"
    return "final-accounts" if min(dates) > year else "budget"


def is_told_later(document: Document, year: int, phase: Phase, vocabulary: Vocabulary) -> bool:
    """True for a report of the press on final accounts that was written in the next year: 去年 is then the document's own."""
    text = narrow("\n".join(document.texts()))
    is_report = phase == "final-accounts" and sum(word in text for word in vocabulary.config.identity.press) >= _ENOUGH
    return is_report and _LAST_YEAR in text and f"{year + 1}年" in text and f"比{_LAST_YEAR}" not in text


def find_fiscal_year(document: Document, title: str) -> int:
    """The year in the title, else in the first lines, else the one named most often for itself. Raises MissingYearError."""
    texts = [_in_digits(text) for text in document.texts()]
    title = _in_digits(title)
    own_title = title if len(title) <= _LONGEST else ""
    if plan_year := _find_plan_year(_PARENTHESIS.sub("", title)):
        return plan_year
    for text in (
        _PARENTHESIS.sub("", title),
        own_title,
        _in_digits(document.title),
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
        if "年" in match[0] or (len(text) <= _LONGEST and re.match(r"[\u4e00-\u9fff]", text[match.end() :])):
            return int(match[1])
    return 0


def _in_digits(text: str) -> str:
    """Half-width digits, also for a year in Chinese numerals."""
    return _CHINESE_YEAR.sub(lambda match: match[1].translate(_CHINESE_DIGITS), narrow(text))
