"""Reads how a text prints the items of a list: each by its name there, and by its code if it prints one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import normalise
from budgetbook.importer.readers.document import Document, Paragraph
from budgetbook.importer.vocabulary import Vocabulary

_AND = re.compile("[与及]")
_EXPENDITURE = "支出"
"""What the name of a class ends in, and the text may leave out: 教育5万元."""
_CLASS_DIGITS = 3


@dataclass(frozen=True)
class PrintedItem:
    """An item as a text prints it."""

    name: str
    code: str = ""
    """Empty where the text gives the name alone."""


@dataclass(frozen=True)
class ItemReader:
    """Reads the items of one document."""

    document: Document
    vocabulary: Vocabulary

    def read(self, items: Sequence[Mention]) -> list[PrintedItem]:
        """The items of a list, with codes if all have them; none where a name cannot be found, or finer ones have no codes."""
        names = [self._find_name(item) for item in items]
        if not all(names) or len(set(names)) < len(names):
            return []
        if all(self._prints_code(item, name) for item, name in zip(items, names, strict=True)):
            return [PrintedItem(name, item.code) for item, name in zip(items, names, strict=True)]
        return [PrintedItem(name) for name in names] if all(len(item.code) == _CLASS_DIGITS for item in items) else []

    def _find_name(self, item: Mention) -> str:
        """The name as printed beside the amount, else in the item's paragraph; "" if it is in neither."""
        return next(filter(None, (self._find_in(text, item) for text in (item.evidence, self._texts[str(item.spot)]))), "")

    def _find_in(self, text: str, item: Mention) -> str:
        plain_text = normalise(text)
        comparable_text = _AND.sub("和", plain_text.text)
        for name in self._names_of(item):
            if (start := comparable_text.rfind(name)) >= 0:
                return text[plain_text.original_offset(start) : plain_text.original_offset(start + len(name) - 1) + 1]
        return ""

    def _names_of(self, item: Mention) -> list[str]:
        """Every name that papers have for an item, as it compares, the longest first."""
        scheme = "economic" if item.code in self.vocabulary.classifications["economic"] else "functional"
        entry = self.vocabulary.classifications[scheme].get(item.code)
        names = {item.item_path[-1], *(entry.all_names if entry else ()), *self.vocabulary.function_names.get(item.code, ())}
        names |= {spelling for name in names for spelling in self.vocabulary.config.class_names.get(name, ())}
        names |= {name.removesuffix(_EXPENDITURE) for name in names if len(item.code) == _CLASS_DIGITS}
        return sorted({_AND.sub("和", normalise(name).text) for name in names}, key=lambda name: (-len(name), name))

    def _prints_code(self, item: Mention, name: str) -> bool:
        """True if the code stands before the name, or in brackets behind it."""
        text, start, code = self._texts[str(item.spot)], re.escape(name[:2]), re.escape(item.code)
        code_and_name = rf"(?<![0-9.,]){code}[\s“\"]{{0,3}}{start}"
        return bool(re.search(rf"{code_and_name}|{re.escape(name)}\s?[（(]{code}[)）]", text))

    @cached_property
    def _texts(self) -> dict[str, str]:
        """What stands at each spot, of all paragraphs there."""
        texts: dict[str, str] = defaultdict(str)
        for block in self.document.blocks:
            if isinstance(block, Paragraph):
                for spot in dict.fromkeys(str(run.spot) for run in block.text_runs):
                    texts[spot] += block.text
        return texts
