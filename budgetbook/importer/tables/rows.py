"""Reads the body of a table: its rows, its total, and one mention for every number."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from budgetbook.content.importer_config import MentionRole
from budgetbook.importer.mention import Mention, MentionKind
from budgetbook.importer.name_matching import ConceptNames
from budgetbook.importer.readers.document import GridCell
from budgetbook.importer.tables.cell_mentions import CellMentions
from budgetbook.importer.tables.columns import ColumnHead
from budgetbook.importer.tables.grid import Grid, read_digits, remove_spaces
from budgetbook.importer.tables.row_labels import RowLabelReader, strip_list_number
from budgetbook.importer.tables.row_lines import RowClassifier, RowLine
from budgetbook.importer.tables.side_lists import SideListReader, choose_breakdown, find_lists
from budgetbook.importer.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RecognisedRow:
    """One row of the breakdown."""

    code: str
    name: str
    values: tuple[str | None, ...]
    """Digits as printed, one for each value column; None for an empty cell."""


@dataclass
class TableBodyReader:
    """One pass over the body of a table."""

    vocabulary: Vocabulary
    names: ConceptNames
    fiscal_year: int
    grid: Grid
    heads: list[ColumnHead]
    table: str
    place: str
    unit: str
    columns: list[int] = field(default_factory=list)
    """The columns whose values make the breakdown."""
    rows: list[RecognisedRow] = field(default_factory=list)
    total: tuple[str | None, ...] | None = None
    mentions: list[Mention] = field(default_factory=list)
    wider_concept: str = ""
    """The concept of the last row below which shorter names have a meaning."""

    @cached_property
    def cell_mentions(self) -> CellMentions:
        """The maker of this table's mentions."""
        return CellMentions(self.vocabulary, self.fiscal_year, self.table, self.place, self.unit)

    @cached_property
    def classifier(self) -> RowClassifier:
        """The reader of the rows' codes and names."""
        return RowClassifier(self.labels, self.heads, self.fiscal_year)

    @cached_property
    def labels(self) -> RowLabelReader:
        """The reader of the rows' labels."""
        own = {remove_spaces(word) for word in self.vocabulary.config.own_rows}
        own_totals = any(cell is not None and remove_spaces(cell.text) in own for row in self.grid.rows for cell in row)
        return RowLabelReader(self.vocabulary, self.names, self.vocabulary.tables.get(self.table), own_totals)

    def run(self) -> None:
        """Read the head and the rows; a table may be made of two sides, or of several lists side by side."""
        parts = find_lists(self.heads)
        sides = len(parts) > 1 and not all(any(self.heads[i].kind == "code" for i in part) for part in parts)
        breakdown_part = choose_breakdown(parts, self.grid, self.labels) if sides else parts[0]
        if not sides and len(parts) > 1:
            self.heads = [self._widen_head(head) for head in self.heads]
        self.columns = [i for i in breakdown_part if self.heads[i].kind == "value"]
        self._read_head()
        side_lists = SideListReader(self.vocabulary, self.grid, self.heads, self.labels, self.cell_mentions)
        for index in self.grid.body_rows:
            for part in parts:
                if not sides or part == breakdown_part:
                    self._read_row(index, part, "expenditure" if sides else "")
                elif part.start < breakdown_part.start:
                    self.mentions += side_lists.read_revenue(index, part)
                else:
                    self.mentions += side_lists.read_natures(index, part, is_single=len(self.columns) == 1)

    def _read_head(self) -> None:
        """Read the numbers of the head: those of the columns, and others."""
        for index in range(self.grid.head_row_count):
            for cell in self.grid.rows[index]:
                if cell is None:
                    continue
                if index in self.grid.numbering_rows and (number := read_digits(cell.text)):  # 栏次
                    self.mentions.append(self.cell_mentions.make_number(cell, number, "ordinal"))
                else:
                    self.mentions += self.cell_mentions.find_stray(cell)

    def _widen_head(self, head: ColumnHead) -> ColumnHead:
        """Take the table's concept for a part's head over one of several lists side by side.

        There, 人员经费 says which rows stand below it, and together the lists add up to the table's concept.
        """
        definition = self.vocabulary.tables.get(self.table)
        if head.kind != "value" or definition is None or self.vocabulary.whole_of.get(head.concept) != definition.concept:
            return head
        return replace(head, concept=definition.concept)

    def _read_row(self, index: int, part: range, side: str = "") -> None:
        covering_row, row = self.grid.covering_cells[index], self.grid.rows[index]
        values: list[str | None] = []
        line = self._narrow(self.classifier.classify(covering_row, row, part, side))
        for column in part:
            if (cell := row[column]) is not None:
                self._read_cell(column, cell, line, values)
        if not any(values) and not line.code and not line.is_total and not line.name:
            return
        own = self.heads[self.columns[0]].concept if self.columns else ""
        if (line.concept and line.concept != own) or line.year != self.fiscal_year or self._is_unknown_figure(line):
            return
        if line.is_own_figure:
            self.total = self.total or tuple(values)
        else:
            self.rows.append(RecognisedRow(line.code, line.name, tuple(values)))

    def _narrow(self, line: RowLine) -> RowLine:
        """A row whose name has a meaning below a wider one only: 其中：购置经费 below 公务用车购置及运行维护费."""
        narrower_concepts = self.vocabulary.config.within
        if line.concept in narrower_concepts:
            self.wider_concept = line.concept
        label = strip_list_number(line.name)
        concept = "" if line.concept or line.code else narrower_concepts.get(self.wider_concept, {}).get(label, "")
        return replace(line, concept=concept) if concept else line

    def _read_cell(self, column: int, cell: GridCell, line: RowLine, values: list[str | None]) -> None:
        head, number = self.heads[column], read_digits(cell.text)
        code, name = line.code or ("" if line.is_own_figure else self.labels.find_class_code(line.name)), line.name
        if head.kind == "value":
            values.append(number)
            if number is not None:
                role, concept = self._find_role(line, head, self._find_cell_concept(column, line))
                evidence = f"{head.words}: {name or code}"
                own = line.is_own_figure
                mention = self.cell_mentions.make_figure(
                    cell, number, concept, code, head.fund, evidence, role, is_own_figure=own
                )
                self.mentions.append(replace(mention, basis=head.basis))
            else:
                self.mentions += self.cell_mentions.find_stray(cell)
        elif head.kind == "comparison" and number is not None and (changed_concept := self._find_changed_concept(line)):
            evidence = f"{head.words}: {name or code}"
            mention = self.cell_mentions.make_change(cell, number, changed_concept, evidence, head.role)
            self.mentions.append(replace(mention, basis=head.basis))
        elif head.kind in ("code", "number", "year") and number is not None:
            kind: MentionKind = "code" if head.kind == "code" else "ordinal" if head.kind == "number" else "year"
            self.mentions.append(replace(self.cell_mentions.make_number(cell, number, kind), evidence=name, code=code))
        elif number is not None:
            self.mentions.append(self.cell_mentions.make_unknown(cell, number, head.words))
        else:
            self.mentions += self.cell_mentions.find_stray(cell)

    def _find_changed_concept(self, line: RowLine) -> str:
        """The concept of a row of this year whose amounts are figures of their own; or ""."""
        if line.year != self.fiscal_year or not line.is_own_figure or line.code or self._is_unknown_figure(line):
            return ""
        return line.concept or (self.heads[self.columns[0]].concept if self.columns else "")

    def _find_cell_concept(self, column: int, line: RowLine) -> str:
        """The concept of a cell's figure, or "".

        It is that of its column; in a row with a concept of its own it is the row's, in the columns of the total.
        """
        head = self.heads[column]
        if self._is_unknown_figure(line):
            return ""
        own = self.heads[self.columns[0]].concept if self.columns else ""
        if not line.concept or line.concept == own:
            return head.concept
        alike = head.concept == own and head.fund == self.heads[self.columns[0]].fund
        return line.concept if alike else ""

    def _is_unknown_figure(self, line: RowLine) -> bool:
        """True for a row that is no part of the breakdown: other rows name figures, or it is of the other classification."""
        is_strange = self._names_figures or self.labels.is_of_other_classification(line.name)
        return not line.is_own_figure and not line.code and is_strange

    @cached_property
    def _names_figures(self) -> bool:
        own = self.heads[self.columns[0]].concept if self.columns else ""
        texts = (cell.text for index in self.grid.body_rows for cell in self.grid.rows[index] if cell is not None)
        return any((concept := self.labels.find_item_figure(text)) and concept != own for text in texts)

    def _find_role(self, line: RowLine, head: ColumnHead, concept: str) -> tuple[MentionRole, str]:
        """Role and concept in a row of a year: this year's, last year's, or none for another year."""
        if line.year == self.fiscal_year:
            return head.role, concept
        return ("prior", concept) if line.year == self.fiscal_year - 1 else ("amount", "")
