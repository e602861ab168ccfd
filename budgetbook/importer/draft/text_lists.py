"""Finds the lists in which the text breaks spending down completely, where a document has no table that does.

A list in which anything is doubtful, or that does not add up, is none of them: it remains a remark for the editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetbook.arithmetic.comparison import compare_sum
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.arithmetic.precision import finest_step
from budgetbook.importer.draft.entries import DraftEntry
from budgetbook.importer.draft.listed_classes import ListedClasses, find_amount
from budgetbook.importer.draft.printed_items import ItemReader
from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary

_FEWEST = 2
"""Items of a list."""


def find_listed_classes(
    recognition: Recognition, vocabulary: Vocabulary, figures: Mapping[str, DraftEntry], unit: str
) -> list[ListedClasses]:
    """The first complete list of the text for each table that the document does not have. `unit` is that of the figures."""
    return _ListFinder(recognition, vocabulary, figures, unit).run()


@dataclass(frozen=True)
class _ListFinder:
    recognition: Recognition
    vocabulary: Vocabulary
    figures: Mapping[str, DraftEntry]
    unit: str

    def run(self) -> list[ListedClasses]:
        reader = ItemReader(self.recognition.document, self.vocabulary)
        lists: dict[str, ListedClasses] = {}
        for items in self._split_lists():
            table = self._find_table(items[0])
            whole = self._find_whole(items) if table and table not in lists and self._is_complete(items) else None
            printed_items = tuple(reader.read(items)) if whole else ()
            if whole and printed_items:
                lists[table] = ListedClasses(table, tuple(items), printed_items, whole)
        return list(lists.values())

    def _split_lists(self) -> Iterator[list[Mention]]:
        """Yield the amounts of items that stand in a row, of one level, fund, year and unit; without what breaks them down."""
        current: list[Mention] = []
        for mention in filter(_is_amount, self.recognition.mentions):
            if not mention.item_path:
                if current and _is_own_amount(mention) and mention.concept in self._wholes:
                    yield current
                    current = []
            elif not current or not _is_within(mention, current[-1]):
                if current and not self._goes_on(current, mention):
                    yield current
                    current = []
                current.append(mention)
        if current:
            yield current

    def _goes_on(self, items: Sequence[Mention], mention: Mention) -> bool:
        """True if a mention is the next item of a list."""
        return self._key(mention) == self._key(items[-1]) and mention.code not in {item.code for item in items}

    def _key(self, mention: Mention) -> tuple[object, ...]:
        """What the items of a list have in common; a doubtful one without a code has the level of its names."""
        digits = len(mention.code) or 2 * len(mention.item_path) + 1
        return self._find_kind(mention), mention.concept, mention.fund, mention.year, mention.unit, digits

    def _find_kind(self, item: Mention) -> str:
        """The classification that an item is of."""
        is_economic = item.code in self.vocabulary.classifications["economic"]
        return "economic" if is_economic or self.vocabulary.is_economic(item.item_path, item.code) else "functional"

    @cached_property
    def _wholes(self) -> set[str]:
        """The figures that a list may break down: behind one, another list begins."""
        tables = [each for each in self.vocabulary.tables.values() if each.in_text]
        return {self._whole_concept(t.concept, fund) for t in tables for fund in ("all", t.fund)}

    def _whole_concept(self, concept: str, fund: str) -> str:
        return concept if fund == "all" else self.vocabulary.limit_to_fund(concept, fund)

    def _find_table(self, item: Mention) -> str:
        """The standard table whose lines these are, if the document has no table with lines of that kind; else ""."""
        kind, definitions, tables = self._find_kind(item), self.vocabulary.tables, self.recognition.standard_tables
        money = (kind, item.concept)
        if any(table.rows and (definitions[table.id].by, definitions[table.id].concept) == money for table in tables):
            return ""
        missing_tables = (name for name in definitions if name not in {table.id for table in tables})
        return next((name for name in missing_tables if definitions[name].in_text and self._has_lines_of(name, item, kind)), "")

    def _has_lines_of(self, table: str, item: Mention, kind: str) -> bool:
        """True if a table is one of the item's money. By economic nature it is mostly that of the general public budget."""
        definition = self.vocabulary.tables[table]
        funds = ("all", definition.fund) if kind == "economic" else (definition.fund,)
        return (definition.by, definition.concept) == (kind, item.concept) and item.fund in funds

    def _is_complete(self, items: Sequence[Mention]) -> bool:
        """True if no item of the year is doubtful, and there are enough to be a list."""
        year = self.recognition.fiscal_year
        are_sure = all(m.status == "placed" and m.code and m.year == year for m in items)
        return are_sure and len(items) >= _FEWEST and items[0].unit in MONEY

    def _find_whole(self, items: Sequence[Mention]) -> Mention | None:
        """The figure that the items add up to, where the text prints it in their unit: best right before them."""
        concept = self._whole_concept(items[0].concept, items[0].fund)
        wholes, earlier_wholes = list[Mention](), list[Mention]()
        for mention in self.recognition.mentions:
            if mention is items[0]:
                wholes, earlier_wholes = [], wholes
            if self._is_whole(mention, concept, items[0]) and _add_up(items, mention):
                wholes.append(mention)
        return next(iter([*earlier_wholes[::-1], *wholes]), None)

    def _is_whole(self, mention: Mention, concept: str, item: Mention) -> bool:
        """True for the figure of the draft, as the text prints it of the item's year."""
        entry = self.figures.get(concept)
        if entry is None or "amount" not in entry.fields or mention.unit != item.unit or mention.year != item.year:
            return False
        if not _is_own_amount(mention) or concept not in (mention.concept, mention.twin):
            return False
        figure = Amount(Decimal(entry.fields["amount"]), read_unit(entry.fields.get("unit", self.unit)))
        return figure.to_base_unit() == find_amount(mention)


def _is_amount(mention: Mention) -> bool:
    """True for an amount that the text gives, of a figure or of an item."""
    return (mention.kind, mention.role, mention.table, mention.project) == ("figure", "amount", "", "")


def _is_own_amount(mention: Mention) -> bool:
    """True for the amount of a figure, and no doubt about it."""
    return _is_amount(mention) and mention.status == "placed" and not mention.item_path


def _is_within(mention: Mention, item: Mention) -> bool:
    """True for what breaks an item down: a finer one of its code."""
    return len(mention.code) > len(item.code) > 0 and mention.code.startswith(item.code)


def _add_up(items: Sequence[Mention], whole: Mention) -> bool:
    step = finest_step((whole.value, *(item.value for item in items)))
    unit = read_unit(whole.unit)
    amounts = [Amount(item.value, unit, step) for item in items]
    total = Amount(sum((item.value for item in items), Decimal(0)), unit)
    return compare_sum(Amount(whole.value, unit, step), total, amounts).verdict != "fails"
