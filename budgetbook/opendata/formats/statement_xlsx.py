"""The worksheets of one statement's workbook, laid out as a reader of the document expects them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetbook.arithmetic.money import Amount
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.content import Content, Statement
from budgetbook.content.text import Language
from budgetbook.content.units import Unit
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.opendata.formats.xlsx import WorksheetSpec
from budgetbook.opendata.tables.rows import Rows, records
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import Value
from budgetbook.text.column_heads import column_heads
from budgetbook.text.phrases import Phrases

Record = dict[str, Value]
_HEADS = {
    "amount": "amount", "prior": "year-before", "budget": "basis-initial-budget", "adjusted": "basis-adjusted-budget",
    "change": "change", "percent": "percent", "share": "column-share",
    "completion": "column-completion",
}  # fmt: skip


@dataclass(frozen=True)
class StatementBook:
    """The workbook of one statement, built from its rows of the open data."""

    content: Content
    statement: Statement
    table_rows: Rows

    def sheets(self) -> list[WorksheetSpec]:
        """Figures in each language, one sheet per table of the document that has rows, and findings."""
        tables = (self._table(name, breakdown) for name, breakdown in self.statement.breakdowns.items() if breakdown.rows)
        return [self._figures(), *tables, self._findings()]

    @cached_property
    def _phrases(self) -> dict[Language, Phrases]:
        return {lang: Phrases(lang, self.content.phrases) for lang in self.content.languages}

    def _heads(self, *phrase_ids: str) -> list[list[str]]:
        return [[self._phrases[lang][phrase_id] for phrase_id in phrase_ids] for lang in self.content.languages]

    def _name_heads(self, languages: Sequence[Language]) -> list[list[str]]:
        """The heads of the columns of names in these languages, in each language of the site."""
        names = [each for each in languages if each in self.content.languages]
        phrases = (self._phrases[lang] for lang in self.content.languages)
        return [[each.say("field-translated-name", language=each.language_name(lang)) for lang in names] for each in phrases]

    def _title(self, phrase_id: str) -> str:
        """The title of a worksheet, in every language."""
        return " ".join(dict.fromkeys(self._phrases[lang][phrase_id] for lang in self.content.languages))

    @property
    def _page(self) -> str:
        """The column of the page in the first language."""
        return f"page_{self.content.languages[0]}"

    def _statement_records(self, table: str) -> list[Record]:
        return [
            each
            for each in records(site_tables(self.content)[table], self.table_rows[table])
            if each["statement"] == self.statement.id
        ]

    @cached_property
    def _numbers(self) -> list[Record]:
        return self._statement_records("figures")

    def _figures(self) -> WorksheetSpec:
        """One line per figure, project or fact: each number in the unit printed, and beside it the text exactly as printed."""
        lines: dict[Value, list[Record]] = {}
        for record in self._numbers:
            if not record["line"]:
                lines.setdefault(record[self._page], []).append(record)
        roles = [role for role in _HEADS if any(r["role"] == role for line in lines.values() for r in line)]
        pairs = (phrase_id for role in roles for phrase_id in (_HEADS[role], "as-printed"))
        own_heads = self._heads("unit", *pairs, "state", "place", "address-of-figure")
        heads = [[*names, *more] for names, more in zip(self._name_heads(self.content.languages), own_heads, strict=True)]
        return WorksheetSpec(self._title("sheet-figures"), heads, [self._line(line, roles) for line in lines.values()])

    def _line(self, line: list[Record], roles: list[str]) -> list[Value]:
        first, by_role = line[0], {record["role"]: record for record in line}
        state = by_role["amount"]["state"] if "amount" in by_role else "printed"
        phrase_id = "computed" if state == "computed" else f"state-{state}"
        word = None if state == "printed" else " ".join(self._phrases[lang][phrase_id] for lang in self.content.languages)
        numbers = [value for role in roles for value in _number(by_role.get(role))]
        address = f"{self.content.site.address}{first[self._page]}"
        names = (first[f"name_{lang}"] for lang in self.content.languages)
        return [*names, first["unit"], *numbers, word, self._places(line), address]

    def _places(self, line: list[Record]) -> str:
        """The place of the first number; then those of numbers printed elsewhere, each with its role."""
        own = str(line[0]["at"] or "")
        others = [(record["role"], record["at"]) for record in line if (record["at"] or "") != own]
        names = {role: " ".join(self._phrases[lang][f"role-{role}"] for lang in self.content.languages) for role, _ in others}
        marks = self._phrases[self.content.languages[0]].marks
        return marks.semicolon.join([own, *(f"{names[role]}{marks.colon}{place}" for role, place in others)])

    def _table(self, name: str, breakdown: Breakdown) -> WorksheetSpec:
        """A table of the document as printed: code, printed name, the name in other languages, and a number per column."""
        cells = {r["figure"]: r for r in self._numbers if r["line"]}
        others = [lang for lang in self.content.languages if lang != self.content.printed_in]
        columns = range(1, len(breakdown.columns) + 1)
        rows = [
            [
                line["code"],
                line["printed_name"],
                *(line[f"name_{lang}"] for lang in others),
                *(_number(cells.get(f"{line['line']}/{n}"))[0] for n in columns),
            ]
            for line in self._statement_records("breakdowns")
            if line["table"] == name
        ]
        name_heads = self._name_heads((self.content.printed_in, *others))
        first = [[*code, *names] for code, names in zip(self._heads("code"), name_heads, strict=True)]
        heads = [
            [*head, *column_heads(self._phrases[lang], self.content, self.statement, breakdown)]
            for lang, head in zip(self.content.languages, first, strict=True)
        ]
        number = 1 + list(self.statement.breakdowns).index(name)
        title = f"{number} {self.content.name_table(self.statement, name).as_printed}（{breakdown.unit}）"
        return WorksheetSpec(title, heads, rows)

    def _findings(self) -> WorksheetSpec:
        """Each check that does not simply hold; of the others, how many by rule."""
        notes = ["note"] * len(self.content.languages)
        heads = self._heads("rule", "outcome", *notes, "as-printed", "as-computed", "address-of-check")
        phrases, holding_counts = self._phrases[self.content.languages[0]], Counter[str]()
        rows: list[list[Value]] = []
        for r in self._statement_records("findings"):
            rule, outcome = phrases[f"rule-{r['rule']}"], phrases[f"verdict-{r['verdict']}"]
            if r["verdict"] == "holds":
                holding_counts[rule] += 1
                continue
            address = f"{self.content.site.address}{r[self._page]}"
            sentences = [r[f"note_{lang}"] for lang in self.content.languages]
            rows.append([rule, outcome, *sentences, r["printed"], r["computed"], address])
        for rule, count in holding_counts.items():
            sentences = [self._phrases[lang].say("checks-that-hold", count=count) for lang in self.content.languages]
            rows.append([rule, phrases["verdict-holds"], *sentences, None, None, None])
        return WorksheetSpec(self._title("sheet-checks"), heads, rows)


def labels_fingerprint(content: Content, statement: Statement) -> str:
    """Fingerprint of everything a workbook says besides the rows: the source, and the names of tables and columns."""
    tables = [(content.name_table(statement, name), table.unit, table.columns) for name, table in statement.breakdowns.items()]
    concepts = {column.concept for table in statement.breakdowns.values() for column in table.columns}
    names = [(concept, content.concepts[concept].name) for concept in sorted(concepts)]
    year = statement.phase, statement.fiscal_year, statement.compares_with and statement.compares_with.year
    return fingerprint(statement.id, statement.source, *year, tables, names)


def _number(record: Record | None) -> tuple[Value, Value]:
    """The number in its printed unit, as a number and as text; as a number, a printed decrease is negative."""
    if record is None or not isinstance(record["amount"], Decimal):
        return None, None
    unit = record["unit"]
    if record["printed"] is None:
        return Amount(record["amount"], unit.base).to_unit(unit).value if isinstance(unit, Unit) else record["amount"], None
    size = Decimal(str(record["printed"]))
    return (size.copy_sign(record["amount"]) if size else abs(size)), f"{record['printed']} {unit}"
