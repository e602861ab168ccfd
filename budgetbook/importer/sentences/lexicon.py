"""Looks up the words of the field at a position of a text, the longest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from budgetbook.importer.name_matching import ConceptNames, narrow, normalise
from budgetbook.importer.sentences.item_branches import ItemBranches
from budgetbook.importer.sentences.tokens import DIGITS
from budgetbook.importer.vocabulary import Vocabulary

DIRECTIONS = ("increase", "decrease", "either")
"""Words for the direction of a change; `either` is a form's own 增加（减少）."""
_EXPENDITURE = "支出"
CLASS_DIGITS = 3
_EXPENDITURE = "支出"
SECTION_DIGITS = 5
ITEM_DIGITS = 7
"""Digits of the codes of a class, a section and an item,"""
ECONOMIC_DIGITS = 5
"""and of one by economic nature."""
_OTHERS = ("其他", "其它")
_AND_WORDS = ("和", "与", "及", "、", "")
_AND = re.compile("[和与及]")
"""Words that join the two halves of a class's name, of which documents write any, or none."""
_BEFORE_NUMBERS = (*DIRECTIONS, "about")
"""Classes whose words of one character are such only right before a number: 增3万元, but 增值税; 约3人, but 节约."""


@dataclass(frozen=True)
class Lexicon:
    """The words of the field by class, and the spellings of units."""

    vocabulary: Vocabulary
    names: ConceptNames
    _words: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        data = self.vocabulary.config
        words = {normalise(word).text: kind for kind, group in data.words.items() for word in group}
        words |= dict.fromkeys(data.last_year, "last-year") | dict.fromkeys(data.this_year, "this-year")
        object.__setattr__(self, "_words", words)

    @cached_property
    def _lengths_by_first(self) -> dict[str, tuple[int, ...]]:
        """First character -> the lengths of the words that begin with it, the longest first."""
        lengths = defaultdict[str, set[int]](set)
        for word in self._words:
            lengths[word[0]].add(len(word))
        return {first: tuple(sorted(group, reverse=True)) for first, group in lengths.items()}

    @cached_property
    def branches(self) -> ItemBranches:
        """The classification by function, branch by branch."""
        return ItemBranches(self.vocabulary, self.names)

    @cached_property
    def both_pattern(self) -> re.Pattern[str]:
        """Revenue and expenditure named together: 收支总计."""
        return re.compile(self.vocabulary.config.both)

    @cached_property
    def classes(self) -> dict[str, str]:
        """Normalised name -> name of each class of both classifications, the longest first.

        It stands for the class without （类） too, and whatever word joins its halves: 社会保障与就业支出. So do
        former names, but only those with 支出 at the end: 环境保护 alone is a matter, and no class.
        """
        classifications = self.vocabulary.classifications.values()
        classes = [entry for entries in classifications for code, entry in entries.items() if len(code) == 3]
        names = [entry.name.as_printed for entry in classes]
        names += [former.name for entry in classes for former in entry.formerly if former.name.endswith("支出")]
        names_by_spelling = {
            normalise(n).text: n for n in names if n not in self.vocabulary.config.bare and not self.names.find_exact(n)
        }
        more = {normalise(other).text: n for n, others in self.vocabulary.config.class_names.items() for other in others}
        names_by_spelling |= more | {
            f"{s.removesuffix(_EXPENDITURE)}类{_EXPENDITURE}": n for s, n in names_by_spelling.items() if s.endswith(_EXPENDITURE)
        }
        others = {other: n for spelling, n in names_by_spelling.items() for other in _join_otherwise(spelling)}
        return dict(sorted((others | names_by_spelling).items(), key=lambda pair: -len(pair[0])))

    @cached_property
    def _classes_by_first(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """First character -> those of `classes` that begin with it."""
        return _group_by_first(self.classes)

    @cached_property
    def class_matters(self) -> dict[str, str]:
        """Normalised matter -> name of its class by function: 教育 of 教育支出, the longest first."""
        entries = [entry for code, entry in self.vocabulary.classifications["functional"].items() if len(code) == 3]
        names = [(name, entry.name.as_printed) for entry in entries for name in entry.all_names]
        matters = {normalise(name).text.removesuffix("支出"): own for name, own in names}
        return dict(sorted(matters.items(), key=lambda pair: -len(pair[0])))

    @cached_property
    def _matter_pattern(self) -> re.Pattern[str]:
        """A matter right between a mark and its amount; 其他 alone is none of a class."""
        matters = "|".join(re.escape(m) for m in self.class_matters if len(m) > 1 and m != "其他")
        return re.compile(f"(?<=[，,、：:；;])(?:{matters})(?=[0-9])")

    def lists_matters(self, text: str) -> bool:
        """True if a text gives the amounts of several classes by their matters alone: 支出…，其中，教育5万元，卫生健康3万元."""
        return _EXPENDITURE in text and len(set(self._matter_pattern.findall(text))) > 1

    def find_class(self, text: str, position: int) -> tuple[str, str]:
        """The longest name of a class that stands at this index of a normalised text, and the class; "" if none does.

        其他教育支出 and 初中教育支出 are items of the class, and not the class.
        """
        starting_classes = self._classes_by_first.get(text[position], ()) if text[position - 2 : position] not in _OTHERS else ()
        pair = next((pair for pair in starting_classes if text.startswith(pair[0], position)), ("", ""))
        return ("", "") if pair[0] and self.branches.ends_name(text, position, position + len(pair[0])) else pair

    def find_item_names(self, code: str) -> tuple[str, ...]:
        """Every name of an item of the classification by function, the longest first; none if there is no such code."""
        names = self.vocabulary.function_names.get(code, ())
        return tuple(sorted((narrow(name) for name in names), key=len, reverse=True))

    @cached_property
    def _codes_by_name(self) -> dict[str, str]:
        """Normalised name that is one section's or item's alone -> its code, the longest name first."""
        codes_by_name = defaultdict[str, set[str]](set)
        for code, names in self.vocabulary.function_names.items():
            for name in names:
                codes_by_name[normalise(name).text].add(code)
        codes = {name: min(each) for name, each in codes_by_name.items() if len(each) == 1 and not self.names.find_exact(name)}
        return dict(sorted(codes.items(), key=lambda pair: -len(pair[0])))

    @cached_property
    def _items_by_first(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """First character -> the names that are one item's alone, the longest first, with its code."""
        # 国家赔偿费用支出 is an item of either classification
        economic = {name for name in self._economic_names if name.endswith(_EXPENDITURE)}
        items = {n: code for n, code in self._codes_by_name.items() if len(code) == ITEM_DIGITS and n not in economic}
        return _group_by_first(items)

    @cached_property
    def _sections_by_first(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """First character -> the names that are one section's alone, the longest first, with its code."""
        own = self._economic_names
        sections = {n: code for n, code in self._codes_by_name.items() if len(code) == SECTION_DIGITS and n not in own}
        return _group_by_first(sections)

    @cached_property
    def _economic_names(self) -> frozenset[str]:
        return frozenset(name for entry in self.vocabulary.classifications["economic"].values() for name in entry.all_names)

    def find_item(self, text: str, position: int) -> tuple[str, str]:
        """The longest name of an item that stands at this index, if no other item has it, and its code; "" if none does."""
        starting_items = self._items_by_first.get(text[position], ())
        return next((pair for pair in starting_items if text.startswith(pair[0], position)), ("", ""))

    def find_section(self, text: str, position: int) -> tuple[str, str]:
        """The longest name of a section that stands at this index, if nothing else has it, and its code; "" if none does."""
        starting_sections = self._sections_by_first.get(text[position], ())
        return next((pair for pair in starting_sections if text.startswith(pair[0], position)), ("", ""))

    @cached_property
    def economic_items(self) -> dict[str, tuple[str, str]]:
        """Normalised name that only one item by economic nature has -> its code and its name."""
        entries = {code: e for code, e in self.vocabulary.classifications["economic"].items() if len(code) == ECONOMIC_DIGITS}
        items_by_name = defaultdict[str, set[tuple[str, str]]](set)
        for code, entry in entries.items():
            for name in (*entry.all_names, *self.vocabulary.config.economic_items.get(code, ())):
                items_by_name[normalise(name).text].add((code, entry.name.as_printed))
        return {name: min(items) for name, items in items_by_name.items() if len(items) == 1}

    def find_class_code(self, name: str) -> str:
        """The code of a class by function; "" if there is none of that name."""
        entries = self.vocabulary.classifications["functional"].items()
        return next((code for code, entry in entries if len(code) == CLASS_DIGITS and entry.name.as_printed == name), "")

    def find_item_path(self, code: str) -> tuple[str, ...]:
        """The names of an item, from its class down."""
        names = self.vocabulary.function_names
        return tuple(names[code[:length]][0] for length in range(3, len(code) + 1, 2) if code[:length] in names)

    @cached_property
    def totals(self) -> frozenset[str]:
        """Revenue and expenditure of all money or of one fund: every other figure is a part of one of these."""
        totals = (*self.vocabulary.config.totals, *self.vocabulary.grand_totals.values())
        by_fund = self.vocabulary.config.by_fund.values()
        return frozenset((*totals, *(c for fund_concepts in by_fund for t in totals if (c := fund_concepts.get(t)))))

    @cached_property
    def _units(self) -> list[tuple[str, str]]:
        data = self.vocabulary.config
        spellings = [(narrow(spelling), unit) for unit, group in data.units.items() for spelling in group]
        spellings += [(narrow(spelling), "other") for spelling in data.other_units]
        return sorted(spellings, key=lambda pair: -len(pair[0]))

    def is_general(self, concepts: tuple[str, ...]) -> bool:
        """True if a name says no more than which money it is, or that it is all of it."""
        return self.totals.issuperset(concepts) or set(concepts) <= set(self.vocabulary.config.weak_names)

    def find_unit(self, text: str, position: int) -> tuple[str, int]:
        """The unit that follows a number, and its end."""
        start = position
        while start < len(text) and text[start] in " \u3000\xa0\n":
            start += 1
        for spelling, unit in self._units:
            if text.startswith(spelling, start):
                return unit, start + len(spelling)
        return "", position

    def find_word_before_name(self, text: str, position: int) -> tuple[str, int]:
        """The same, without the beginning of a name that reaches beyond it: 决算|支出总计, and not 决算支出|总计."""
        kind, end = self.find_word(text, position)
        for start in range(position + 1, end):
            name = self.names.find_at(text, start)
            if name and name.end > end and self._words.get(text[position:start]) == kind:
                return kind, start
        return kind, end

    def find_word(self, text: str, position: int) -> tuple[str, int]:
        """The class and the end of the longest word that begins at this index of a normalised text."""
        for length in self._lengths_by_first.get(text[position], ()):
            end = position + length
            kind = self._words.get(text[position:end])
            if kind and (length > 1 or kind not in _BEFORE_NUMBERS or text[end : end + 1] in DIGITS):
                return kind, end
        return "", position


def _join_otherwise(name: str) -> Iterator[str]:
    """The name with every other word for 和 between its halves; of several the first alone is another."""
    if match := _AND.search(name, 1, len(name) - 1):
        yield from (f"{name[: match.start()]}{word}{name[match.end() :]}" for word in _AND_WORDS if word != match[0])


def _group_by_first(meanings: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """First character -> the words that begin with it and their meanings, in their order."""
    groups = defaultdict[str, list[tuple[str, str]]](list)
    for word, meaning in meanings.items():
        groups[word[0]].append((word, meaning))
    return {first: tuple(group) for first, group in groups.items()}
