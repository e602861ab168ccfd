"""Sections and items of the classification by function below a class or section that a text just named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from budgetbook.importer.name_matching import ConceptNames, normalise
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary

CLASS_DIGITS = 3
_SECTION_DIGITS = 5
_CLASSES = "classes"
_LONGEST_BEGINNING = 8
"""Characters of an item's name before the name of its class: 初中 of 初中教育."""
_NUMBER_KINDS = ("item", "bracket", "code-number")
"""Tokens that may stand before the name of the item that a paragraph is about."""


@dataclass(frozen=True)
class ItemBranches:
    """The classification, branch by branch: 行政运行 is an item of many sections, and of just one below 财政事务."""

    vocabulary: Vocabulary
    names: ConceptNames
    _codes_by_branch: dict[str, dict[str, str]] = field(default_factory=dict)
    """Code of a class or section -> names below it that only one entry has, the longest first -> its code; "" is
    all of it."""

    def find(self, text: str, position: int, branch: str) -> tuple[str, str]:
        """The longest name at this index of an entry below a section, or below its class, and its code; "" if there is none."""
        for length in (_SECTION_DIGITS, CLASS_DIGITS) if branch else ():
            if len(branch) < length:
                continue
            for name, code in self._names_below(branch[:length]).items():
                if text.startswith(name, position):
                    return name, code
        return "", ""

    def ends_name(self, text: str, start: int, end: int) -> bool:
        """True if a piece of a text is the end of a longer name of a section or item, with or without 支出 behind it."""
        names = self._names_below("")
        pieces = (text[first:end] for first in range(max(0, start - _LONGEST_BEGINNING), start))
        return any(piece in names or piece.removesuffix("支出") in names for piece in pieces)

    def find_code(self, path: tuple[str, ...]) -> str:
        """The code of a class, or of the section or item below it that the names of a path denote; "" if none has them."""
        first = normalise(path[0]).text.removesuffix("支出") if path else ""
        code = self._classes.get(first, "") or self._names_below("").get(first, "")
        for name in path[1:] if code else ():
            code = self._names_below(code).get(normalise(name).text, "")
            if not code:
                break
        return code

    @property
    def _classes(self) -> dict[str, str]:
        if _CLASSES not in self._codes_by_branch:
            entries = [(name, code) for code, names in self._entries if len(code) == CLASS_DIGITS for name in names]
            self._codes_by_branch[_CLASSES] = {normalise(name).text.removesuffix("支出"): code for name, code in entries}
        return self._codes_by_branch[_CLASSES]

    @property
    def _entries(self) -> list[tuple[str, tuple[str, ...]]]:
        return list(self.vocabulary.function_names.items())

    def _names_below(self, branch: str) -> dict[str, str]:
        """Name -> code of what stands below a class or section; an item that is called like its section is the section."""
        if branch not in self._codes_by_branch:
            codes_by_name = defaultdict[str, list[str]](list)
            for code, names in self._entries:
                for name in names if code.startswith(branch) and code != branch else ():
                    codes_by_name[normalise(name).text].append(code)
            highest = {name: min(codes, key=len) for name, codes in codes_by_name.items()}
            single = {
                name: code
                for name, code in highest.items()
                if all(other.startswith(code) for other in codes_by_name[name]) and not self.names.find_exact(name)
            }
            self._codes_by_branch[branch] = dict(sorted(single.items(), key=lambda pair: -len(pair[0])))
        return self._codes_by_branch[branch]


def find_branch(tokens: Sequence[Token], branches: ItemBranches, previous_branch: str) -> str:
    """The code of the item that a paragraph begins with; that of the paragraph before if this one has no number."""
    head = next((t for t in tokens if t.kind not in _NUMBER_KINDS), None)
    if head is not None and head.kind == "code":
        return head.code or branches.find_code(head.item_path)
    return previous_branch if not any(t.kind == "number" for t in tokens) else ""
