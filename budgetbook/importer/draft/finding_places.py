"""Where a document prints the number that a finding is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.content import Statement
from budgetbook.content.figure import Figure
from budgetbook.importer.mention import Mention
from budgetbook.importer.readers.document import Block, Paragraph, SourceLocation
from budgetbook.importer.recognise import Recognition


@dataclass(frozen=True)
class FindingPlaces:
    """Finds the places of findings in a document that was just read."""

    statement: Statement
    recognition: Recognition

    def find_concept(self, finding: Finding) -> str:
        """The concept, project or fact that a finding is about; in a table, the concept of the column; "" for a passage."""
        if finding.concept in self.statement.quotes:
            return ""
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
        entries = (value.get(finding.concept) for value in vars(statement).values() if isinstance(value, Mapping))
        place = next((str(place) for entry in entries if (place := getattr(entry, "at", ""))), "")
        whole = self.statement.figures.get(finding.other)  # what is compared with it stands in the document, if it does not
        return place or (whole.at if whole else "")

    def find_spot(self, finding: Finding) -> str:
        """The location by which a person finds the number again: `p6 l9`, `t3 r2 c4`; else that of the whole part."""
        part, subject = self.find_part(finding), finding.concept
        if passage_spot := self.find_passage_spot(part, self.find_passage(finding)):
            return passage_spot
        if subject not in self.statement.figures and finding.other in self.statement.figures and not finding.row:
            subject = finding.other
        if finding.row and self._line_of(finding) is None:
            subject = f"{self.find_concept(finding)} {finding.concept}"
        if spot := self._spots.get((part, subject, _role_of(finding))):
            return str(spot)
        place = self.statement.places.get(part)
        return ", ".join([*(f"l{line}" for line in place.lines), *place.spots]) if place else ""

    def find_passage(self, finding: Finding) -> str:
        """The words that a finding on a passage is about; "" for any other."""
        quote = self.statement.quotes.get(finding.concept)
        return quote.text if quote else ""

    def find_passage_spot(self, part: str, passage: str) -> str:
        """The line in which a passage begins, in its part of the document if it stands there; "" if it is not found."""
        if not passage:
            return ""
        spots = [spot for block in self.recognition.document.blocks if (spot := _spot_in(block, passage))]
        place = self.recognition.places.get(part)
        own_spots = set(place.spots) if place else set()
        return str(next((spot for spot in spots if spot in own_spots), spots[0])) if spots else ""

    @cached_property
    def _spots(self) -> dict[tuple[str, str, str], SourceLocation]:
        """(Part, subject, role) -> the first number there, or words without a number."""
        spots: dict[tuple[str, str, str], SourceLocation] = {}
        placed_mentions = [mention for mention in self.recognition.mentions if mention.status == "placed"]
        for mention in sorted(placed_mentions, key=lambda mention: not mention.digits):
            for subject in self._subjects(mention):
                spots.setdefault((mention.place, subject, mention.role), mention.spot)
        return spots

    def _subjects(self, mention: Mention) -> Iterator[str]:
        """What a mention is about, as `find_spot` asks for it: a concept, a cell of a table, or a row that the text speaks of."""
        if not mention.code:
            yield from filter(None, (mention.concept, mention.twin))
        if mention.table and (row := mention.code or ("total" if mention.is_own_figure else "")):
            yield f"{mention.concept} {mention.table}.{row}"
        elif mention.code:
            yield from (f"{table}.{mention.code}" for table in self.statement.breakdowns)

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
        return figure.find_place(_role_of(finding))


def _role_of(finding: Finding) -> str:
    """The role of the number that a finding is about; a rate of completion has one of its own."""
    return "completion" if finding.rule == "completion" else finding.role


def _spot_in(block: Block, passage: str) -> SourceLocation | None:
    """Where a block prints a passage; a passage of two blocks, a heading and the line below it, is printed from the first on."""
    if isinstance(block, Paragraph):
        start = 0 if passage.startswith(f"{block.text} ") else block.text.find(passage)
        return block.locate(start) if start >= 0 else None
    return block.spot if any(passage in text for text in (*block.caption, *block.notes)) else None
