"""How the codes that a table prints stand below each other, by the levels of their classification or by what its entries name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from budgetbook.content.code_tree import find_upper_code, list_upper_codes, names_upper_codes
from budgetbook.content.country import ClassificationShape
from budgetbook.content.model import ClassificationEntry


@dataclass(frozen=True)
class CodeHierarchy:
    """The codes of one table."""

    printed_codes: Collection[str]
    entries: Mapping[str, ClassificationEntry]
    """The classification that they are of."""
    shape: ClassificationShape
    """How the codes of the classification are built."""

    @property
    def levels(self) -> tuple[int, ...]:
        """How many digits a code of each level has, the coarsest first; none where codes have no such form."""
        return self.shape.levels

    def level(self, number: int) -> int:
        """How many digits a code of a level has, counted from 0; 0 where there is no such level."""
        return self.levels[number] if number < len(self.levels) else 0

    @cached_property
    def is_told_by_names(self) -> bool:
        """True where entries of the classification name the code that they are under, and digits tell nothing."""
        return not self.levels and names_upper_codes(self.entries)

    def upper_code(self, code: str) -> str | None:
        """Code of the nearest coarser line that the table has."""
        if self.is_told_by_names:
            return find_upper_code(code, self.entries, self.printed_codes) or None
        prefixes = (code[:size] for size in range(len(code) - 1, 0, -1))
        return next((each for each in prefixes if each in self.printed_codes), None)

    def depth(self, code: str) -> int:
        """How many levels of the classification lie above a code; if a digit of it is missing, it is of the finer level."""
        if self.is_told_by_names:
            return sum(1 for _ in list_upper_codes(code, self.entries))
        return sum(len(code) > length for length in self.levels[:-1])

    def is_well_formed(self, code: str) -> bool:
        """True if a code has as many digits as some level of its classification; of one without levels, every code is."""
        return not self.levels or (code.isascii() and code.isdigit() and len(code) in self.levels)

    def has_names_of(self, code: str) -> bool:
        """True if the classification has any code as long as this one: where it has none, nobody has named that level."""
        return len(code) in self._named_lengths

    @cached_property
    def _named_lengths(self) -> frozenset[int]:
        return frozenset(map(len, self.entries))

    def misprinted_below(self, code: str) -> str | None:
        """Code of the row that a code of no valid length would stand below; None for a well-formed code."""
        if self.is_well_formed(code):
            return None
        prefixes = [code[:length] for length in self.levels if length < len(code)]
        return next((each for each in reversed(prefixes) if each in self.printed_codes), None)

    def has_parent_row(self, code: str) -> bool:
        """True if the next coarser row of a code is in the table, or the code is of the coarsest level that the table prints."""
        levels = self.levels
        if len(code) not in levels or len(code) == self._coarsest_level:
            return True
        return code[: levels[levels.index(len(code)) - 1]] in self.printed_codes

    @cached_property
    def _coarsest_level(self) -> int:
        """The fewest digits of a code of some level of the classification that the table prints; 0 if it prints none."""
        return min((len(code) for code in self.printed_codes if len(code) in self.levels), default=0)
