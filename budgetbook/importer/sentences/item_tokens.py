"""Tells items of a classification in a paragraph by a bare name; by codes and names with 类, 款 and 项: `coded_items`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from budgetbook.importer.name_matching import NormalisedText
from budgetbook.importer.sentences.coded_items import LIST_WORDS, STEP, CodedItemTokenizer
from budgetbook.importer.sentences.lexicon import ITEM_DIGITS
from budgetbook.importer.sentences.list_numbers import CIRCLED_DIGITS
from budgetbook.importer.sentences.tokens import DIGITS, MARKS, Token

_PATH = re.compile(rf"[-—–>/\\]{{1,2}}({STEP})(?:[-—–>/\\]{{1,2}}({STEP}))?(?=科目|支出?[0-9]|[0-9,。;:(]|(?:年初)?预算|决算|$)")
"""款 and 项 behind a class, where the text writes the three as a path: 卫生健康支出-行政事业单位医疗-行政单位医疗."""
_ITEM_AMOUNT = re.compile(r"(?:支出)?(?:科目)?(?:支出)?(?:年初)?(?:预算|决算)?(?:支出)?数?[为是共计]{0,2}(?:安排)?[0-9]")
"""What stands between an item's bare name and its amount."""
_LISTED_AMOUNT = re.compile(r"(?:支出)?[为是]?[0-9][0-9,.]{0,20}(?:万元|元)(?:[，,]占[^，,。；;]{0,20}%)?[，,、；;]")
"""An amount in a list, with its share, up to the next name."""
_NATURE_BEHIND = re.compile(r"[0-9][0-9,.]{0,20}(?:万元|元)[,，(](?:全部[是为]|均[是为]|其中:?)(?:基本|项目)支出")
"""An amount that is told by kind of expenditure, as those of items are: where the paragraph before has one, so has this."""
_OF_ITEMS = ("支出", "单位医疗")
"""Ends of names that no project and no item by economic nature has."""
_ITEM_MARK = "(项)"
"""What a text writes behind the name of an item, whose class and section it may leave out."""
_OF_SECTIONS = ("支出", "事务")
"""Ends of names of sections that no project has."""
_OF_FUNDS = ("基金支出", "收入安排的支出", "公益金安排的支出")
"""Ends of names of sections that say which fund's money it is."""
_BEFORE_ITEMS = MARKS | {")", ".", "．", *CIRCLED_DIGITS}
"""A mark, or the end of a list's number: what stands before the bare name of an item."""
_BEFORE_PARTS = _BEFORE_ITEMS | {"("}
_PROJECTS = "项目"
"""A word behind which names are those of projects, up to the end of the sentence."""
_OTHERS, _OTHERS_END = "其他", "支出"
"""The last class of a list, whose name in full is said of much else."""
_FEWEST_CLASSES = 2
"""Classes of a list behind which its 其他支出 is the class of that name."""
_QUOTES = '“"'
_BULLETS = f"-—–·•●◆■*○0123456789一二三四五六七八九十{CIRCLED_DIGITS}.．、()"
_LONGEST_BULLET = 5
"""Marks and numbers of a list that stand at the head of its items, and how many of them at most."""


@dataclass
class ItemTokenizer(CodedItemTokenizer):
    """One pass over a paragraph, as far as it names items."""

    plain_text: NormalisedText
    lists_classes: bool
    """True if the paragraph breaks money down by function, so that 教育 before an amount is the class."""
    lists_items: bool
    """True if it stands below a heading that says so, so that 住房公积金 before an amount is the item."""
    lists_sections: bool = False
    """True if the paragraph breaks money down by function or is about the expenditure of a fund, whose table does so."""
    class_end: int = 0
    """Where the name of the last class ends, or of an item behind it, in the normalised text; 0 before the first one."""
    class_count: int = 0
    """The classes that the list named so far."""

    def take_bare_item(self, index: int) -> Token | None:
        """Take an item, or a class, by its bare name; `index` is that of the normalised text."""
        text = self.plain_text.text
        if token := self._take_named_item(text, index) or self._take_item_of_branch(text, index):
            return token
        name, class_name = self.lexicon.find_class(text, index)
        if name:
            self.after_thing_name = True
            end, lower_names = self._find_lower_names(class_name, text, index + len(name))
            if self.lexicon.find_class_code(class_name):
                self.class_count = self.class_count + 1 if self._follows_class(text, index) else 1
                self.class_end = end
            return self.take("code", self.plain_text.original_offset(end - 1) + 1, names=(class_name, *lower_names))
        lists_matters = self.lists_classes or self._is_quoted
        return self._take_last_class(text, index) or (self._take_matter(text, index) if lists_matters else None)

    def _find_lower_names(self, class_name: str, text: str, start: int) -> tuple[int, tuple[str, ...]]:
        """The end of the names of a section and an item behind a class's, and these: as a path, or without a mark between them.

        Example: 教育支出普通教育小学教育5万元, where nothing but names below the class stands before the amount.
        """
        if path := _PATH.match(text, start):
            return path.end(), tuple(filter(None, path.groups()))
        names, code, end = tuple[str, ...](), self.lexicon.branches.find_code((class_name,)), start
        while code and len(code) < ITEM_DIGITS:
            name, lower_code = self.lexicon.branches.find(text, end, code)
            if not name or len(lower_code) != len(code) + 2:
                break
            names, code, end = (*names, name), lower_code, end + len(name)
        return (end, names) if names and _ITEM_AMOUNT.match(text, end) else (start, ())

    def _take_named_item(self, text: str, index: int) -> Token | None:
        """Take an item by its own name before its amount: below a heading by function, or where nothing else is called so."""
        if not self._begins_item(text, index):
            return None
        item, code = self.lexicon.find_item(text, index)
        is_called_item = bool(item) and text.startswith(_ITEM_MARK, index + len(item))
        is_item = is_called_item or (bool(item) and self._has_items_amount(item, index))
        if not is_item:
            item, code = self.lexicon.find_section(text, index)
            if not item or not self._has_sections_amount(item, index):
                return None
        return self._take_item_of_code(index + len(item) + (len(_ITEM_MARK) if is_called_item else 0), code)

    def _take_item_of_branch(self, text: str, index: int) -> Token | None:
        """Take a section or item by its own name before its amount, right below the class or section that the text just named.

        Example: 一般公共服务支出900万元，其中：财政事务300万元.
        """
        begins = index == 0 or text[index - 1] in _BEFORE_PARTS or text.endswith(LIST_WORDS, 0, index)
        sentence_start = max(text.rfind(mark, 0, index) for mark in "。；;")
        is_of_projects = _PROJECTS in text[sentence_start + 1 : index]
        name, code = self.lexicon.branches.find(text, index, self.branch) if begins and not is_of_projects else ("", "")
        if not name or not _ITEM_AMOUNT.match(text, index + len(name)):
            return None
        return self._take_item_of_code(index + len(name), code)

    def _take_item_of_code(self, end: int, code: str) -> Token:
        """Take the text up to an index of the normalised one as the item of a code."""
        self.after_thing_name = True
        self.class_end = end if self.class_end else 0
        stop = self.plain_text.original_offset(end - 1) + 1
        return replace(self.take("code", stop, names=self.lexicon.find_item_path(code)), code=code)

    def _begins_item(self, text: str, index: int) -> bool:
        """True where the bare name of an item may stand: behind a mark or a list's number, or at the head of the paragraph."""
        return text[index - 1 : index] in _BEFORE_ITEMS or self._begins_paragraph(text, index)

    def _begins_paragraph(self, text: str, index: int) -> bool:
        return index <= _LONGEST_BULLET and not text[:index].strip(_BULLETS)

    def _has_items_amount(self, item: str, index: int) -> bool:
        """True if an amount follows the name, and nothing else than an item can have it."""
        text, end = self.plain_text.text, index + len(item)
        if not _ITEM_AMOUNT.match(text, end):
            return False
        is_called_expenditure = text.startswith(_OTHERS_END, end) and item not in self.lexicon.economic_items
        goes_on = bool(self.branch and _NATURE_BEHIND.match(text, end))
        is_items_name = item.endswith(_OF_ITEMS) or is_called_expenditure or goes_on
        begins = self._begins_paragraph(text, index) or (is_called_expenditure and self._follows_class(text, index))
        return self.lists_items or (is_items_name and begins)

    def _follows_class(self, text: str, index: int) -> bool:
        """True right behind the amount of a class, or of an item that goes on with its list."""
        return bool(_LISTED_AMOUNT.fullmatch(text, self.class_end, index)) if self.class_end else False

    def _has_sections_amount(self, section: str, index: int) -> bool:
        """True if an amount follows the name, and nothing else than a section can have it."""
        if not _ITEM_AMOUNT.match(self.plain_text.text, index + len(section)):
            return False
        return (
            self.lists_sections
            or section.endswith(_OF_FUNDS)
            or (section.endswith(_OF_SECTIONS) and self._begins_paragraph(self.plain_text.text, index))
        )

    def _take_last_class(self, text: str, index: int) -> Token | None:
        """Take 其他支出 as the class of that name right behind the amounts of other classes."""
        name, end = _OTHERS + _OTHERS_END, index + len(_OTHERS + _OTHERS_END)
        is_last = text.startswith(name, index) and self.class_count >= _FEWEST_CLASSES and self._follows_class(text, index)
        if not is_last or not _ITEM_AMOUNT.match(text, end):
            return None
        token = self.take("code", self.plain_text.original_offset(end - 1) + 1, names=(name,))
        return replace(token, code=self.lexicon.find_class_code(name))

    @property
    def _is_quoted(self) -> bool:
        """True right behind an opening quotation mark."""
        return self.position > 0 and self.text[self.position - 1] in _QUOTES

    def _take_matter(self, text: str, index: int) -> Token | None:
        """Take a class of the classification by its matter alone, right between a mark and its amount: 教育900万元.

        In quotation marks it may stand behind the number of a list: 1.“教育”900万元.
        """
        if index and text[index - 1] not in (_BEFORE_ITEMS if self._is_quoted else MARKS):
            return None
        for matter, class_name in self.lexicon.class_matters.items():
            end = index + len(matter)
            end += len(_OTHERS_END) if text.startswith(_OTHERS + _OTHERS_END, index) and matter == _OTHERS else 0
            if text.startswith(matter, index) and text[end : end + 1] in DIGITS:
                token = self.take("code", self.plain_text.original_offset(end - 1) + 1, names=(class_name,))
                return replace(token, code=self.lexicon.find_class_code(class_name)) if matter == _OTHERS else token
        return None
