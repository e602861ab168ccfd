"""Everything that the workbench knows of one statement at one moment: the statement, its document, its marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from budgetbook.content.text import Language
from budgetbook.content.yaml.edits import YamlText
from budgetbook.diagnostics.problem import MESSAGE_LANGUAGES, Message
from budgetbook.review.checked_statement import CheckedStatement
from budgetbook.review.number_marks import NumberMark, mark_numbers
from budgetbook.review.printed_numbers import NumberReading
from budgetbook.review.safe_files import compute_version
from budgetbook.review.seen_numbers import SeenNumbers, name_number
from budgetbook.review.source_files import StatementFiles
from budgetbook.review.source_reading import SourceReading


@dataclass
class StatementView:
    """One statement as it is shown."""

    files: StatementFiles
    check_result: CheckedStatement
    entity_raw: bytes
    """The bytes of the body's file; none if it has no such file."""
    source: SourceReading | None = None
    source_version: str = ""
    """The hashes of the document's files as they are."""
    source_fault: Message | None = None
    """Why the document cannot be shown."""
    marks: list[NumberMark] = field(default_factory=list)
    seen_numbers: SeenNumbers | None = None

    @cached_property
    def by_name(self) -> Mapping[str, NumberMark]:
        """The marks by the names of their numbers."""
        return {name_number(mark.key): mark for mark in self.marks}

    @property
    def text(self) -> YamlText:
        """The statement's file, to edit."""
        return YamlText(self.check_result.raw)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the site, in which texts are asked for."""
        content = self.check_result.content
        return content.languages if content else MESSAGE_LANGUAGES

    @property
    def version(self) -> str:
        """Identifies the bytes that the page shows, those of the body's file included."""
        return f"{compute_version(self.check_result.raw)}-{compute_version(self.entity_raw)}"

    @property
    def seen_count(self) -> int:
        """How many numbers were seen as they are now."""
        if self.seen_numbers is None or self.check_result.statement is None:
            return 0
        return sum(self.seen_numbers.has(mark, self.check_result.statement) for mark in self.marks)

    def reading(self, mark: NumberMark) -> NumberReading | None:
        """What the importer takes a number for."""
        return self.source.readings.get(mark.key) if self.source else None


def mark_view(view: StatementView) -> None:
    """Pair the numbers of a view, once its statement and its document were read."""
    if view.check_result.statement is not None:
        view.marks = mark_numbers(view.check_result.statement, view.source.readings if view.source else {})
