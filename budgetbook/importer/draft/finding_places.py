"""Where a document prints the number that a finding is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.loader import Statement
from budgetbook.content.statement import Breakdown, Figure
from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import Recognition


@dataclass(frozen=True)
class FindingPlaces:
    """Finds the places of findings in a document that was just read."""

    statement: Statement
    recognition: Recognition

    def find_concept(self, finding: Finding) -> str:
        """The concept, project or fact that a finding is about; in a table, the concept of the column."""
        table = self._table_of(finding)
        breakdown = self.statement.breakdowns.get(table)
        if breakdown is None:
            return "" if table else finding.concept
        column = (finding.number or 1) if self._line_of(finding) is None else 1
        return breakdown.columns[min(column, len(breakdown.columns)) - 1].concept

    def find_part(self, finding: Finding) -> str:
        """The part of the document, as `places` names it; empty if the finding is about no single part."""
        statement, table = self.statement, self._table_of(finding)
        if line := self._line_of(finding):
            return self._place_of_figure(line, finding)
        if breakdown := statement.breakdowns.get(table):
            return self._place_of_row(breakdown, finding)
        if figure_table := statement.tables.get(table):
            return figure_table.at
        if figure := statement.figures.get(finding.concept):
            return self._place_of_figure(figure, finding)
        item = statement.projects.get(finding.concept) or statement.facts.get(finding.concept)
        return item.at if item else ""

    def find_spot(self, finding: Finding) -> str:
        """The location by which a person finds the number again: `p6 l9`, `t3 r2 c4`; else that of the whole part."""
        part = self.find_part(finding)
        mentions = [m for m in self.recognition.mentions if m.status == "placed" and m.place == part]
        in_role = [m for m in mentions if m.role == finding.role and self._is_about(m, finding)]
        if mention := next(iter(_with_digits_first(in_role)), None):
            return str(mention.spot)
        place = self.statement.places.get(part)
        return ", ".join([*(f"l{line}" for line in place.lines), *place.spots]) if place else ""

    def _is_about(self, mention: Mention, finding: Finding) -> bool:
        if row := finding.row:
            code = mention.code or ("total" if mention.is_own_figure else "")
            in_table = mention.table == self._table_of(finding) if self._line_of(finding) is None else not mention.table
            return code == row and in_table and mention.concept in ("", self.find_concept(finding))
        return finding.concept in (mention.concept, mention.twin) and not mention.code

    def _table_of(self, finding: Finding) -> str:
        name = finding.concept.partition(".")[0]
        return name if name in self.statement.breakdowns or name in self.statement.tables else ""

    def _line_of(self, finding: Finding) -> Figure | None:
        """What the text says of a row, if the finding is about that; a finding about a cell has the number of its column."""
        breakdown = self.statement.breakdowns.get(self._table_of(finding))
        if breakdown is None or (finding.number is not None and finding.kind != "again"):
            return None
        return breakdown.lines.get(finding.row or "")

    def _place_of_row(self, breakdown: Breakdown, finding: Finding) -> str:
        return next((row.at for row in breakdown.rows if row.code == finding.row and row.at), breakdown.at)

    def _place_of_figure(self, figure: Figure, finding: Finding) -> str:
        if finding.kind == "again" and finding.number:
            return figure.readings[finding.number - 1].at
        return figure.find_place(finding.role)


def _with_digits_first(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: not mention.digits)
