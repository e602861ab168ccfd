"""A figure of many documents as a picture: a dot a document, each kind of public body on a scale of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.column_unit import ColumnUnit
from budgetbook.arithmetic.money import Amount
from budgetbook.charts.drawing import ChartRow, ChartSpec, Tone
from budgetbook.pages.charts.chart_values import COMPUTED_SIGN, FAILS_SIGN, sign_notes
from budgetbook.pages.compare_rows import ComparisonCell
from budgetbook.pages.compare_tables import ComparisonTable
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView, TableView

_MOST_LINES = 24
"""Lines that a reader still takes in as one picture."""
_UNCHECKED_SIGN = "†"


@dataclass(frozen=True, slots=True)
class _Line:
    """One body in one year: its budget, its final accounts, or both."""

    kind: str
    name: str
    year: str
    rows: tuple[tuple[ComparisonCell, ...], ...]

    @property
    def size(self) -> Decimal:
        return max(abs(Decimal(row[2].value)) for row in self.rows)


def dot_plot(language_site: LanguageSite, table: ComparisonTable) -> ChartView | None:
    """Draw the documents of a table of one figure; None if fewer than two have it, if it is zero in all of them, or if they are
    of several currencies."""
    lines = list(_collect_lines(table)) if table.kinds else []
    units = {row[2].unit for line in lines for row in line.rows}
    if len(lines) < 2 or len(units) > 1 or not any(line.size for line in lines):
        return None
    chosen_lines = _choose_lines(lines)
    phrases, kinds = language_site.phrases, len({line.kind for line in chosen_lines})
    rows = [row for line in chosen_lines for row in _draw_line(language_site, line, table.unit, line.kind if kinds > 1 else "")]
    notes = [phrases["compare-kinds"]] if kinds > 1 else []
    if len(chosen_lines) < len(lines):
        notes.append(phrases.say("compare-largest", count=len(chosen_lines), total=phrases.count(len(table.rows))))
    texts = [row.text for row in rows]
    notes += sign_notes(phrases, texts)
    if any(_UNCHECKED_SIGN in row.label for row in rows):
        notes.append(phrases.say("compare-unchecked", sign=_UNCHECKED_SIGN))
    drawing = ChartSpec("dots", tuple(rows), phrases.language.tag, language_site.content.units[units.pop()].word_in_data)
    sentence, empty = phrases["compare-dots"], TableView((), ())
    return ChartView("picture", table.title, "", sentence, drawing, empty, tuple(notes), table.address, "")


def _collect_lines(table: ComparisonTable) -> Iterator[_Line]:
    """Bring together the budget and the outcome of each body and year."""
    rows_by_line: dict[tuple[str, str, str], list[tuple[ComparisonCell, ...]]] = {}
    for kind, row in zip(table.kinds, table.rows, strict=True):
        if row[2].value:
            rows_by_line.setdefault((kind, row[0].text, row[1].value.partition(".")[0]), []).append(row)
    for (kind, name, year), rows in rows_by_line.items():
        yield _Line(kind, name, year, tuple(sorted(rows, key=lambda row: Decimal(row[1].value))))


def _choose_lines(lines: Sequence[_Line]) -> list[_Line]:
    """Leave at most as many as make a picture, the largest; kinds stand together, and in each the largest first."""
    largest = sorted(lines, key=lambda line: -line.size)[:_MOST_LINES]
    by_kind: dict[str, list[_Line]] = {}
    for line in largest:
        by_kind.setdefault(line.kind, []).append(line)
    return [line for some in by_kind.values() for line in some]


def _draw_line(language_site: LanguageSite, line: _Line, unit: ColumnUnit | None, panel: str) -> Iterable[ChartRow]:
    """Yield a mark for each document of a line, the budget first."""
    phrases, units = language_site.phrases, language_site.content.units
    stages = tuple(language_site.content.stages.values())
    label = phrases.say("compare-dot-row", name=line.name, year=line.year)
    if any(row[1].tag for row in line.rows):
        label += f"\N{NO-BREAK SPACE}{_UNCHECKED_SIGN}"
    for row in line.rows:
        _, document, figure, *_ = row
        text = unit.write_or_read(Amount(Decimal(figure.value), units[figure.unit])) if unit else figure.text
        signs = (COMPUTED_SIGN if figure.tag == phrases["computed"] else "") + (FAILS_SIGN if figure.fails else "")
        sentence = phrases.say("compare-dot", name=line.name, document=document.text, amount=text)
        stage = stages[int(document.value.partition(".")[2])]
        series = phrases.stage(stage) if len(line.rows) > 1 else ""
        tone: Tone = "main" if stage.is_outcome else "before"
        yield ChartRow(label, Decimal(figure.value), text + signs, sentence, series, tone, panel)
