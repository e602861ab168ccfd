"""Finds the concept of a table's row by its label: a total, an item of revenue, carry-over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from budgetbook.arithmetic.passages.chinese_units import FIGURE_UNITS
from budgetbook.content.model import StandardTable
from budgetbook.importer.name_matching import ConceptNames, narrow, normalise
from budgetbook.importer.tables.grid import remove_spaces
from budgetbook.importer.vocabulary import Vocabulary

_NUMBER = re.compile(r"^(?:其中[:：]?|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\(?[0-9]+[)、.])+")
_UNIT = re.compile(rf"\((?:批|{'|'.join(map(re.escape, map(narrow, FIGURE_UNITS)))})\)$")

_COUNT = re.compile(r"(?:数|数量|量|批次|人次)$")
"""The end of a name that counts something, without its unit in brackets."""


def strip_list_number(label: str) -> str:
    """The label without its list number and spaces."""
    return _NUMBER.sub("", narrow(remove_spaces(label)))


def _strip_class(name: str) -> str:
    """The name of a class in a form that compares: it is called 教育 as often as 教育支出."""
    return normalise(name).text.removesuffix("支出")


@dataclass(frozen=True)
class RowLabelReader:
    """Reads the labels of one table's rows."""

    vocabulary: Vocabulary
    names: ConceptNames
    table: StandardTable | None
    own_totals: bool
    """True if the table tells the year's own totals from those with carry-over."""

    def is_total(self, label: str) -> bool:
        """True if the label is that of the table's total."""
        words = {remove_spaces(word) for word in self.vocabulary.config.total_rows}
        items = {remove_spaces(word) for word in self.vocabulary.config.balance_rows} if self._is_item_table() else set()
        return strip_list_number(label) in words | items

    def _is_item_table(self) -> bool:
        return self.table is not None and self.table.by == "items"

    def find_balance(self, label: str, side: str = "") -> str:
        """The concept of a row of totals, or "". `side` is revenue or expenditure in a table of two sides."""
        words, text = self.vocabulary.config, strip_list_number(label)
        if text in words.total_rows and side and self.own_totals:
            return self.vocabulary.grand_totals[side]
        if text in words.grand_rows and self.own_totals:
            return words.grand_rows[text]
        return words.balance_rows.get(text, "")

    def find_item(self, label: str, side: str = "") -> str:
        """The concept that a row names, limited to the fund of the table; or ""."""
        if not (concept := self.find_balance(label, side)):
            exact = [c for c in self.names.find_exact(strip_list_number(label)) if self.vocabulary.concepts[c].measure == "money"]
            concept = exact[0] if len(exact) == 1 else self._match_total(exact)
        fund = self.table.fund if self.table else "all"
        return self.vocabulary.config.by_fund.get(fund, {}).get(concept, concept)

    def _match_total(self, concepts: Iterable[str]) -> str:
        """Of the year's own total and the one with carry-over (收入总计), the one that the table means; or ""."""
        for own, grand in self.vocabulary.grand_totals.items():
            if {own, grand} == set(concepts):
                return grand if self.own_totals else own
        return ""

    def find_separate_figure(self, label: str) -> str:
        """The concept of a row that is no part of the breakdown; or "".

        Such rows follow the year's total on the side of expenditure: 结转下年, 结余分配, 人员经费合计.
        """
        text = strip_list_number(label)
        concepts = [*self.names.find_exact(text), *self.names.find_exact(text.removesuffix("合计"))]
        totals = (*self.vocabulary.grand_totals, *self.vocabulary.grand_totals.values())
        separate_concepts = {
            part for grand in self.vocabulary.grand_totals.values() for part in self.vocabulary.concepts[grand].parts
        }
        separate_concepts |= set(self.vocabulary.config.carried) | set(
            self.vocabulary.config.by_fund.get("appropriation", {}).values()
        )
        separate_concepts |= {part for concept in self._table_concepts() for part in self.vocabulary.concepts[concept].parts}
        return next((c for c in concepts if c in separate_concepts and c not in totals), "")

    def _table_concepts(self) -> tuple[str, ...]:
        return (self.table.concept,) if self.table and self.table.by == "economic" else ()

    def find_class_code(self, label: str) -> str:
        """The code of the class that a row of a table by function names without it; or ""."""
        if self.table is None or self.table.by != "functional":
            return ""
        return self._class_codes.get(_strip_class(strip_list_number(label)), "")

    @cached_property
    def _class_codes(self) -> dict[str, str]:
        classes = self.vocabulary.classifications["functional"].items()
        return {_strip_class(name): code for code, entry in classes if len(code) == 3 for name in entry.all_names}

    def is_of_other_classification(self, label: str) -> bool:
        """True if a row of a table by function has the name of an economic class: 工资福利支出."""
        if self.table is None or self.table.by != "functional":
            return False
        return _strip_class(strip_list_number(label)) in self._economic_classes

    @cached_property
    def _economic_classes(self) -> frozenset[str]:
        classes = self.vocabulary.classifications["economic"].items()
        names = frozenset(_strip_class(name) for code, entry in classes if len(code) == 3 for name in entry.all_names)
        return names - self._class_codes.keys()

    def find_nature(self, label: str) -> str:
        """The concept of a row that is named by the nature of its money, in a table by function: 人员经费, 项目支出; or ""."""
        if self.table is None or self.table.by != "functional":
            return ""
        natures = self.vocabulary.config.natures
        concept = next((c for c in self.names.find_exact(strip_list_number(label)) if c in natures), "")
        return (self.vocabulary.limit_to_fund(concept, self.table.fund) or concept) if concept else ""

    def find_part_figure(self, wider_label: str, label: str) -> str:
        """In a table of items whose rows repeat a wider name before their own, the concept of their own; or "".

        Example: 公务用车购置及运行费 | 购置费.
        """
        if not self._is_item_table() or wider_label == label or self.is_total(label):
            return ""
        wider_concept = self.find_item_figure(wider_label)
        narrower_concepts = self.vocabulary.config.within.get(wider_concept, {})
        concept = narrower_concepts.get(strip_list_number(label), "") or self.find_item_figure(label)
        return concept if concept and self.vocabulary.belongs_to(concept, wider_concept) else ""

    def find_item_figure(self, label: str) -> str:
        """In a table of items, the concept of a row: 公务接待费, or a count with its unit in brackets; or ""."""
        if not self._is_item_table():
            return ""
        text = strip_list_number(label)
        concepts = [c for t in (text, _UNIT.sub("", text)) for c in self.names.find_exact(t)]
        unit_match = _UNIT.search(text)
        for concept in dict.fromkeys(concepts):
            definition = self.vocabulary.concepts[concept]
            if (definition.measure == "money" and definition.memorandum and not unit_match) or (
                definition.measure == "count" and (unit_match or _COUNT.search(text))
            ):
                return concept
        return ""
