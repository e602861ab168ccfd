"""Tells which year the figures of a clause are of, by the years that it, its sentence and its heading name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetbook.importer.sentences.tokens import Token

_POSTPOSITION_PREFIX = "相"
"""How the words of comparison begin that may follow what they compare with: 相比, 相较."""
_SCOPE = re.compile(
    r"(?:19|20)[0-9]{2}年度?(?:部门|单位)?(?:预算|决算)?(?:编制|汇编|编报|批复|独立)[^0-9，,。；;]{0,10}(?:单位|机构)[^0-9，,。；;]{0,4}[0-9]{1,3}个"
)
"""The year of a document that tells which units are in it, and is the year of nothing else: 2023年度决算编制范围的单位2个."""
_ANY_YEAR = re.compile("(?:19|20)[0-9]{2}年")
_YEARS = ("this-year", "last-year", "other-year")


def find_clause_year(tokens: Sequence[Token], fiscal_year: int) -> int:
    """The year that a clause names for its own figure, not as what it compares with; 0 if it names none."""
    compares = False
    year = 0
    for token in tokens:
        if token.kind == "unchanged":  # 上年持平 is said of the figure before
            compares, year = False, 0
        compares = (compares or token.kind == "compare") and token.kind != "number"
        if token.kind in _YEARS and not compares:
            year = year_of(token, fiscal_year)
    return year


def find_changed_year(tokens: Sequence[Token], fiscal_year: int) -> int:
    """The year whose figure a clause says to have changed: 2023年预算执行数减少2万元; 0 if it names none."""
    is_behind = any(t.kind == "compare" and t.text.startswith(_POSTPOSITION_PREFIX) for t in tokens)  # 和2023年相比减少2万元
    return 0 if is_behind else find_clause_year(tokens, fiscal_year)


def year_of(token: Token, fiscal_year: int) -> int:
    """The year of a token that names one, in digits or as 上年."""
    if token.text.isdigit():
        return int(token.text)
    return fiscal_year - (token.kind == "last-year")


def names_year_of_scope(sentence: str) -> bool:
    """True if the one year that a sentence names is that of a document whose units it counts."""
    return len(_ANY_YEAR.findall(sentence)) == 1 and bool(_SCOPE.search(sentence))
