"""Reads the heads of a table's columns: each holds codes, names, or figures of a concept and a fund."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Literal

from budgetbook.content.figure import Basis
from budgetbook.content.importer_config import MentionRole
from budgetbook.content.model import Fund, StandardTable
from budgetbook.importer.name_matching import ConceptNames, narrow, normalise
from budgetbook.importer.tables.grid import Grid, read_digits
from budgetbook.importer.tables.head_concepts import HeadConcepts
from budgetbook.importer.vocabulary import BASES, Vocabulary

_LIST_HEAD = re.compile(r"(?:支出)?(?:项目|科目)\(按")
"""The head of a list that says how it is sorted: 项目（按功能分类）."""
_CODE_SUFFIXES = ("编码", "代码")
_COMPARISON = re.compile(r"增[、/]?减|增[加长]|减少|变动|变化|升降")
_INITIAL_BUDGET: Basis = "initial-budget"
_PERCENT = re.compile(r"%|幅度?|率|百分比|比例")


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The meaning of one column."""

    kind: Literal["code", "name", "number", "year", "value", "comparison", "unknown"]
    concept: str = ""
    fund: Fund = "all"
    role: MentionRole = "amount"
    words: str = ""
    basis: Basis | None = None
    """Of last year's figures, or a comparison with them: the kind of figure that the head names."""


@dataclass(frozen=True)
class HeadReader:
    """Reads the column heads of one table."""

    vocabulary: Vocabulary
    names: ConceptNames
    table: StandardTable | None
    fiscal_year: int
    is_final_accounts: bool = False
    """True for final accounts, where 预算数 stands beside what was executed."""

    def read_heads(self, grid: Grid) -> list[ColumnHead]:
        """One head for each column."""
        paths = [grid.read_head_path(column) for column in range(grid.width)]
        own_heads = self._name_unlabelled_column([self._read_head(path) for path in paths], grid)
        heads = self._apply_grand_total(own_heads, paths)
        return self._settle_comparisons(self._reject_ambiguous_totals(heads, paths))

    def _name_unlabelled_column(self, heads: list[ColumnHead], grid: Grid) -> list[ColumnHead]:
        """Take a column of nothing but words without a head, right of one of names, for one of names too."""
        cells = [[row[column] for row in grid.rows[grid.head_row_count :]] for column in range(grid.width)]
        texts = [[cell.text.strip() for cell in column if cell and cell.text.strip()] for column in cells]
        return [
            replace(head, kind="name")
            if index and head == ColumnHead("unknown") and heads[index - 1].kind == "name" and _are_words(texts[index])
            else head
            for index, head in enumerate(heads)
        ]

    def _settle_comparisons(self, heads: list[ColumnHead]) -> list[ColumnHead]:
        """Make a comparison unknown that may be with another figure than last year's."""
        roles = {head.role for head in heads if head.kind == "value"}
        with_prior = "prior" in roles and not roles & {"budget", "adjusted"}

        def is_sure(words: str) -> bool:
            names_prior = any(w in words for w in (*self.vocabulary.config.last_year, str(self.fiscal_year - 1)))
            return names_prior or (with_prior and "预算" not in words)

        return [ColumnHead("unknown", words=h.words) if h.kind == "comparison" and not is_sure(h.words) else h for h in heads]

    def _reject_ambiguous_totals(self, heads: list[ColumnHead], paths: Sequence[Sequence[str]]) -> list[ColumnHead]:
        """Make columns unknown that all say no more than 合计: they cannot all be the total."""
        totals = [
            i for i, path in enumerate(paths) if path and heads[i].kind == "value" and self._concepts.names_only_total(path)
        ]
        lists = list(accumulate(head.kind in ("code", "name") for head in heads))
        """For each column, the number of columns of names or codes up to it: a table may hold several lists side by side."""
        keys = [(head.concept, head.fund, head.role, number) for head, number in zip(heads, lists, strict=True)]
        total_counts = Counter(keys[i] for i in totals)
        ambiguous = {i for i in totals if total_counts[keys[i]] > 1}
        return [ColumnHead("unknown", words=head.words) if i in ambiguous else head for i, head in enumerate(heads)]

    def _apply_grand_total(self, heads: list[ColumnHead], paths: Sequence[Sequence[str]]) -> list[ColumnHead]:
        """Read 合计 beside 本年收入 and 上年结转 as the total with carry-over; of revenue, beside 上年结转 alone."""
        total = self._concepts.table_concept
        explicit = [i for i, path in enumerate(paths) if heads[i].concept == total and not self._concepts.names_only_total(path)]
        has_carry_over = any(head.concept in self.vocabulary.config.carried for head in heads)
        is_clear = bool(explicit) or total == self.vocabulary.config.totals[0]
        if not (is_clear and has_carry_over and total in self.vocabulary.grand_totals):
            return heads
        grand = self.vocabulary.grand_totals[total]
        return [
            replace(head, concept=grand) if head.concept == total and self._concepts.names_only_total(path) else head
            for head, path in zip(heads, paths, strict=True)
        ]

    @cached_property
    def _concepts(self) -> HeadConcepts:
        return HeadConcepts(self.vocabulary, self.names, self.table)

    @cached_property
    def _code_words(self) -> frozenset[str]:
        return frozenset(normalise(word).text for word in self.vocabulary.config.heads.code)

    @cached_property
    def _name_words(self) -> frozenset[str]:
        return frozenset(normalise(word).text for word in self.vocabulary.config.heads.name)

    def _read_head(self, path: Sequence[str]) -> ColumnHead:
        words = " / ".join(path)
        if not path:
            return ColumnHead("unknown")
        data = self.vocabulary.config.heads
        last = normalise(path[-1]).text
        if last in data.number or (last.startswith("单位") and last.endswith(_CODE_SUFFIXES)):
            return ColumnHead("number", words=words)
        if last in self._code_words or last.endswith(_CODE_SUFFIXES):
            return ColumnHead("code", words=words)
        if last in self._name_words or "名称" in last or _LIST_HEAD.match(last):
            return ColumnHead("name", words=words)
        years = {int(year) for year in re.findall(r"(?:19|20)[0-9]{2}", words)}
        if years and not years & {self.fiscal_year, self.fiscal_year - 1}:
            return ColumnHead("unknown", words=words)
        if last in data.year:
            return ColumnHead("year", words=words)
        if comparison := _find_comparison("".join(path)):
            return ColumnHead(
                "comparison", self._concepts.table_concept, role=comparison, words=words, basis=self._find_basis(words)
            )
        concept, fund = self._concepts.find_concept_and_fund(path)
        role = self._find_role(path)
        basis = self._find_basis(words) if role == "prior" else None
        return ColumnHead("value", concept, fund, role, words, basis) if concept else ColumnHead("unknown", words=words)

    def _find_basis(self, words: str) -> Basis | None:
        """The kind of last year's figure that a head names behind the year: 比2023年执行数增减; None if it names none."""
        config, text = self.vocabulary.config, narrow(words)
        years = [year for year in (*config.last_year, str(self.fiscal_year - 1)) if year in text]
        end = max((text.rfind(year) + len(year) for year in years), default=len(text))
        bases: list[tuple[int, Basis]] = [(len(w), basis) for basis in BASES for w in config.words[basis] if w in text[end:]]
        bases += [(len(w), _INITIAL_BUDGET) for w in config.budgets if w in text[end:]]
        return max(bases)[1] if bases else None

    def _find_role(self, path: Sequence[str]) -> MentionRole:
        data = self.vocabulary.config.heads
        text = "".join(path)
        if any(word in text for word in data.prior) or str(self.fiscal_year - 1) in text:
            return "prior"
        if any(word in text for word in data.adjusted):
            return "adjusted"
        is_budget = self.is_final_accounts and any(normalise(each).text.endswith(word) for each in path for word in data.budget)
        return "budget" if is_budget else "amount"


def _are_words(texts: Sequence[str]) -> bool:
    return bool(texts) and all(read_digits(text) is None for text in texts)


def _find_comparison(text: str) -> MentionRole | None:
    """The role of a column that says how the figures of a row have changed; None for another column."""
    bare_text = normalise(text).text
    if not _COMPARISON.search(bare_text):
        return None
    return "percent" if _PERCENT.search(bare_text.rpartition("减")[2] or bare_text) else "change"
