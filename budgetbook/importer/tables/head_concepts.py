"""Which concept and which money the head of a column names, by its own words or by those above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from budgetbook.content.model import Fund, StandardTable
from budgetbook.importer.name_matching import ConceptNames, normalise
from budgetbook.importer.vocabulary import Vocabulary

_UNIT = re.compile(r"\((?:亿元|万元|元)\)$")


@dataclass(frozen=True)
class HeadConcepts:
    """Finds the concepts of the columns of one table."""

    vocabulary: Vocabulary
    names: ConceptNames
    table: StandardTable | None

    @property
    def table_concept(self) -> str:
        """The concept of the table; "" for a table of no prescribed form."""
        return self.table.concept if self.table else ""

    def find_concept_and_fund(self, path: Sequence[str]) -> tuple[str, Fund]:
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
        return self.table_concept, fund

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
        concept = self.table_concept
        fund_concept = self.vocabulary.limit_to_fund(concept, fund) if concept == self.vocabulary.config.totals[0] else ""
        return (fund_concept, "all") if fund_concept else (concept, fund)

    def _find_carry_over(self, upper_heads: Sequence[str]) -> str:
        """The carry-over that an upper head names, or "": 上年结转 / 一般公共预算."""
        concepts = [c for text in upper_heads for c in self.names.find_exact(text)]
        return next((c for c in concepts if c in self.vocabulary.config.carried), "")

    def _read_carry_over_column(self, concept: str, path: Sequence[str]) -> tuple[str, Fund]:
        """All carry-over, or that of one fund; no concept if the fund is not named."""
        text = normalise(path[-1]).text
        if self.names_only_total(path[-1:]):
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

    def _find_fund(self, text: str) -> Fund | None:
        return self._funds_by_name.get(text)

    def _find_narrower_concept(self, text: str, upper_heads: Sequence[str]) -> str:
        """The concept of a word that has a meaning below a wider head: 购置费 below 公务用车购置及运行费; or ""."""
        for wider in reversed(upper_heads):
            for concept in self.names.find_exact(wider):
                if narrower_concept := self.vocabulary.config.within.get(concept, {}).get(text):
                    return narrower_concept
        return ""

    def names_only_total(self, path: Sequence[str]) -> bool:
        """True for a head that says no more than 合计."""
        return all(normalise(text).text in self._total_words for text in path)

    @cached_property
    def _total_words(self) -> frozenset[str]:
        return frozenset(normalise(word).text for word in self.vocabulary.config.heads.total)

    @cached_property
    def _funds_by_name(self) -> dict[str, Fund]:
        """Normalised name -> the fund."""
        return {normalise(name).text: fund for fund, names in self.vocabulary.config.fund_names.items() for name in names}
