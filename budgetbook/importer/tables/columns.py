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
from budgetbook.importer.vocabulary import BASES, Vocabulary

_UNIT = re.compile(r"\((?:亿元|万元|元)\)$")
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
        totals = [i for i, path in enumerate(paths) if path and heads[i].kind == "value" and self._only_totals(path)]
        lists = list(accumulate(head.kind in ("code", "name") for head in heads))
        """For each column, the number of columns of names or codes up to it: a table may hold several lists side by side."""
        keys = [(head.concept, head.fund, head.role, number) for head, number in zip(heads, lists, strict=True)]
        total_counts = Counter(keys[i] for i in totals)
        ambiguous = {i for i in totals if total_counts[keys[i]] > 1}
        return [ColumnHead("unknown", words=head.words) if i in ambiguous else head for i, head in enumerate(heads)]

    def _apply_grand_total(self, heads: list[ColumnHead], paths: Sequence[Sequence[str]]) -> list[ColumnHead]:
        """Read 合计 beside 本年收入 and 上年结转 as the total with carry-over; of revenue, beside 上年结转 alone."""
        total = self._table_concept()
        explicit = [i for i, path in enumerate(paths) if heads[i].concept == total and not self._only_totals(path)]
        has_carry_over = any(head.concept in self.vocabulary.config.carried for head in heads)
        is_clear = bool(explicit) or total == self.vocabulary.config.totals[0]
        if not (is_clear and has_carry_over and total in self.vocabulary.grand_totals):
            return heads
        grand = self.vocabulary.grand_totals[total]
        return [
            replace(head, concept=grand) if head.concept == total and self._only_totals(path) else head
            for head, path in zip(heads, paths, strict=True)
        ]

    def _only_totals(self, path: Sequence[str]) -> bool:
        return all(normalise(text).text in self._total_words for text in path)

    @cached_property
    def _total_words(self) -> frozenset[str]:
        return frozenset(normalise(word).text for word in self.vocabulary.config.heads.total)

    @cached_property
    def _code_words(self) -> frozenset[str]:
        return frozenset(normalise(word).text for word in self.vocabulary.config.heads.code)

    @cached_property
    def _name_words(self) -> frozenset[str]:
        return frozenset(normalise(word).text for word in self.vocabulary.config.heads.name)

    @cached_property
    def _funds_by_name(self) -> dict[str, Fund]:
        """Normalised name -> the fund."""
        return {normalise(name).text: fund for fund, names in self.vocabulary.config.fund_names.items() for name in names}

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
            return ColumnHead("comparison", self._table_concept(), role=comparison, words=words, basis=self._find_basis(words))
        concept, fund = self._find_concept_and_fund(path)
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

    def _find_concept_and_fund(self, path: Sequence[str]) -> tuple[str, Fund]:
        """The concept and fund of a column by its own words or, if they only say total, by those above them."""
        fund: Fund = self.table.fund if self.table else "all"
        totals = self._total_words
        if self.table and self.table.by == "items":
            totals = totals | set(self.vocabulary.config.bare)
        if carry_over := self._find_carry_over(path[:-1]):
            return self._read_carry_over_column(carry_over, path)
        for depth in range(len(path) - 1, -1, -1):
            text = _UNIT.sub("", re.sub(r"(?:19|20)\d\d年度?", "", normalise(path[depth]).text))
            if text in totals or (not text and depth < len(path)):
                continue
            if named_fund := self._find_fund(text):
                return self._read_fund_column(named_fund)
            if narrower_concept := self._find_narrower_concept(text, path[:depth]):
                return narrower_concept, fund
            if concept_and_fund := self._find_named_concept(text, fund):
                return concept_and_fund
            if depth == len(path) - 1:
                return "", fund
        return self._table_concept(), fund

    def _find_named_concept(self, text: str, fund: Fund) -> tuple[str, Fund] | None:
        """The concept that a head names, with the money that it is limited to; None if it names none.

        A head may end in what its numbers are (机关运行经费决算数) and begin with the money (一般公共预算财政拨款“三公”经费).
        """
        bare = text.removesuffix(max((w for w in self.vocabulary.config.heads.total if text.endswith(w)), key=len, default=""))
        for candidate in (text, bare):
            if concept := self._find_money_concept(candidate):
                return self._drop_table_fund(concept), fund
        for named_fund, prefix in self._find_fund_prefixes(bare):
            if concept := self._find_money_concept(bare.removeprefix(prefix)):
                own_concept = self.vocabulary.limit_to_fund(concept, named_fund)
                return (self._drop_table_fund(own_concept), fund) if own_concept else (concept, fund)
        return None

    def _find_money_concept(self, text: str) -> str:
        """The one concept of money that has this name; or ""."""
        concepts = [c for c in self.names.find_exact(text) if self.vocabulary.concepts[c].measure == "money"]
        return concepts[0] if len(concepts) == 1 else ""

    def _find_fund_prefixes(self, text: str) -> list[tuple[Fund, str]]:
        """The funds by whose name a head begins, the longest name first."""
        names = [(fund, name) for name, fund in self._funds_by_name.items()]
        return sorted(((fund, name) for fund, name in names if text.startswith(name)), key=lambda pair: -len(pair[1]))

    def _read_fund_column(self, fund: Fund) -> tuple[str, Fund]:
        """A column that only names a fund: revenue from it in a table of revenue, else its part of the table's concept."""
        concept = self._table_concept()
        fund_concept = self.vocabulary.limit_to_fund(concept, fund) if concept == self.vocabulary.config.totals[0] else ""
        return (fund_concept, "all") if fund_concept else (concept, fund)

    def _find_carry_over(self, upper_heads: Sequence[str]) -> str:
        """The carry-over that an upper head names, or "": 上年结转 / 一般公共预算."""
        concepts = [c for text in upper_heads for c in self.names.find_exact(text)]
        return next((c for c in concepts if c in self.vocabulary.config.carried), "")

    def _read_carry_over_column(self, concept: str, path: Sequence[str]) -> tuple[str, Fund]:
        """All carry-over, or that of one fund; no concept if the fund is not named."""
        text = normalise(path[-1]).text
        if self._only_totals(path[-1:]):
            return concept, self.table.fund if self.table else "all"
        fund = self._find_fund(text)
        return (concept, fund) if fund else ("", "all")

    def _drop_table_fund(self, concept: str) -> str:
        """Read 一般公共预算支出 as expenditure in a table that is limited to this fund anyway."""
        for fund_concepts in self.vocabulary.config.by_fund.values():
            for plain_concept, fund_concept in fund_concepts.items():
                if fund_concept == concept and self.table and plain_concept == self.table.concept and self.table.fund != "all":
                    return plain_concept
        return concept

    def _table_concept(self) -> str:
        return self.table.concept if self.table else ""

    def _find_fund(self, text: str) -> Fund | None:
        return self._funds_by_name.get(text)

    def _find_narrower_concept(self, text: str, upper_heads: Sequence[str]) -> str:
        """The concept of a word that has a meaning below a wider head: 购置费 below 公务用车购置及运行费; or ""."""
        for wider in reversed(upper_heads):
            for concept in self.names.find_exact(wider):
                if narrower_concept := self.vocabulary.config.within.get(concept, {}).get(text):
                    return narrower_concept
        return ""

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
