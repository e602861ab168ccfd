"""Of which year the amounts of a sentence are, for the parts that the next sentence lists without naming a year."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetbook.importer.vocabulary import Vocabulary


@dataclass
class AmountYears:
    """The years of a paragraph's amounts: 2023年“三公”经费执行数9万元。其中，公务接待费2万元 is of 2023 as a whole."""

    vocabulary: Vocabulary
    own_year: int
    carried_year: int = 0
    """The one other year that all amounts of the sentence before were of; 0 if they were of the document's own."""
    carried_concept: str = ""
    """What that sentence spoke of."""
    years: set[int] = field(default_factory=set)
    """Those of the current sentence."""
    concept: str = ""
    has_own_year: bool = False
    """True once a sentence gave amounts of the document's own year."""

    def note(self, year: int, concept: str) -> None:
        """Note the year of an amount."""
        self.concept = self.concept or concept
        self.years.add(year)

    def end_sentence(self) -> None:
        """Carry the year of a sentence over to the next, if all its amounts were of one other year."""
        self.has_own_year = self.has_own_year or self.own_year in self.years
        if self.years:
            whole = self.carried_concept if self._is_part(self.concept) else self.concept
            self.carried_year = self.find_year_of_sentence()
            self.carried_concept = whole if self.carried_year else ""
        self.years, self.concept = set(), ""

    def end_paragraph(self) -> None:
        """What the next paragraph lists is of the document's own year if this one gave amounts of that at all."""
        self.end_sentence()
        if self.has_own_year:
            self.name_own_year()

    def name_own_year(self) -> None:
        """Forget the other year where a sentence names the document's own."""
        self.carried_year, self.carried_concept = 0, ""

    def find_year_of_sentence(self) -> int:
        """The one other year that all amounts of the current sentence are of; else 0."""
        return next(iter(self.years)) if len(self.years) == 1 and self.own_year not in self.years else 0

    def find_year(self, concept: str) -> int:
        """The other year that an amount is of if no word says so: that of the whole that it is a part of; else 0."""
        return self.carried_year if self._is_part(concept) else 0

    def _is_part(self, concept: str) -> bool:
        return bool(concept and self.carried_concept) and self.vocabulary.belongs_to(concept, self.carried_concept)
