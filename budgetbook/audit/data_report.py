"""The report on data files that are read by a map: what does not add up, what no map foresees, what could be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetbook.audit.report import AuditItem, AuditReport, AuditSection, AuditTable, ItemFact
from budgetbook.content.language_file import LanguageFile
from budgetbook.diagnostics.problem import Language, Problem, message
from budgetbook.importer.data_tables.mapped_files import MappedTables
from budgetbook.importer.data_tables.table_checks import TableCheck, check_tables, find_gaps, find_lines_of_one_side

_MOST_FAILURES, _MOST_PROBLEMS, _MOST_GAPS = 20, 40, 20
"""Items that are told one by one; how many more there are is said below."""


def report_tables(mapped_tables: MappedTables, lang: Language, language: LanguageFile) -> AuditReport:
    """The report on data files as read by their map."""
    return _DataReport(mapped_tables, lang).build(language)


class _DataReport:
    """Puts the sections in order, the weightiest first."""

    def __init__(self, mapped_tables: MappedTables, lang: Language) -> None:
        self.mapped_tables, self.lang = mapped_tables, lang
        self.checks = list(check_tables(mapped_tables))
        self.failures = [check for check in self.checks if not check.holds]
        self.unit = mapped_tables.table_map.unit or ""

    def build(self, language: LanguageFile) -> AuditReport:
        """The whole report."""
        tables = self.mapped_tables
        files = ", ".join(each.sums.raw.file for each in tables.files) or self.write("audit-data-nothing")
        year = f" {tables.year}" if tables.year else ""
        return AuditReport(
            language=language,
            title=self.write("audit-data-title", files=files, year=year),
            document=files,
            verdict=self._verdict(),
            counts=tuple(self._counts()),
            sections=tuple(self._sections()),
            readings_label="",
            failures=len(self.failures) + tables.problem_count,
            is_serious=bool(self.failures or tables.problem_count),
        )

    def write(self, key: str, **fields: object) -> str:
        """One sentence in the language of the report."""
        return message(key, **fields).text(self.lang)

    def _verdict(self) -> str:
        if not self.checks and not self.mapped_tables.problem_count:
            return self.write("audit-data-untested")
        if not self.failures and not self.mapped_tables.problem_count:
            return self.write("audit-data-holds", count=len(self.checks))
        return self.write("audit-data-fails", count=len(self.failures), problems=self.mapped_tables.problem_count)

    def _counts(self) -> Iterator[str]:
        rows = sum(each.sums.row_count for each in self.mapped_tables.files)
        left_out = sum(each.sums.left_out_count for each in self.mapped_tables.files)
        yield self.write("audit-data-rows", rows=f"{rows:,}", left_out=f"{left_out:,}")
        yield self.write("audit-data-checks", count=len(self.checks), holds=len(self.checks) - len(self.failures))
        yield self.write("audit-data-limits")

    def _sections(self) -> Iterator[AuditSection]:
        if self.failures:
            items = tuple(map(self._describe_failure, self.failures[:_MOST_FAILURES]))
            yield AuditSection(self.write("audit-data-failures"), items=items, notes=self._more(self.failures, _MOST_FAILURES))
        if problems := self.mapped_tables.problems:
            rows = tuple((self._place(each), each.message.text(self.lang)) for each in problems[:_MOST_PROBLEMS])
            table = AuditTable((self.write("audit-data-place"), self.write("audit-data-what")), rows)
            lead, notes = self.write("audit-data-problems-lead"), self._more(problems, _MOST_PROBLEMS)
            yield AuditSection(self.write("audit-data-problems"), lead, table=table, notes=notes)
        if questions := list(self._questions()):
            notes = (*questions[:_MOST_GAPS], *self._more(questions, _MOST_GAPS))
            yield AuditSection(self.write("audit-data-questions"), notes=notes)
        if checks_that_hold := [check for check in self.checks if check.holds]:
            yield self._list_checks(checks_that_hold)
        if self.mapped_tables.tables:
            yield self._list_tables()
        if unchecked_parts := list(self._list_unchecked()):
            yield AuditSection(self.write("audit-data-not-tested"), notes=tuple(unchecked_parts))

    def _describe_failure(self, check: TableCheck) -> AuditItem:
        sentence = self.write(
            f"audit-data-{check.kind}-fails",
            printed=self._money(check.printed_amount),
            computed=self._money(check.computed_amount),
            difference=self._money(abs(check.printed_amount - check.computed_amount)),
            other=check.other,
        )
        return AuditItem(self._name(check), sentence, (ItemFact(self.write("audit-data-place"), check.place),))

    def _name(self, check: TableCheck) -> str:
        line = f"{check.code} {check.name}".strip() or self.write("audit-data-in-all")
        return f"{check.table}: {line} ({check.column})"

    def _list_checks(self, checks: Sequence[TableCheck]) -> AuditSection:
        """The totals and balances that hold; sums of single lines are only counted."""
        rows = tuple(
            (self.write(f"audit-data-{check.kind}"), self._name(check), self._money(check.printed_amount), check.place)
            for check in checks
            if check.kind != "sum"
        )
        heads = tuple(self.write(f"audit-data-{key}") for key in ("check", "line", "amount", "place"))
        sums = sum(check.kind == "sum" for check in checks)
        notes = (self.write("audit-data-sums-hold", count=sums),) if sums else ()
        table = AuditTable(heads, rows[:_MOST_PROBLEMS], frozenset({2})) if rows else None
        return AuditSection(self.write("audit-data-held"), table=table, notes=notes)

    def _list_tables(self) -> AuditSection:
        rows = []
        for each in self.mapped_tables.files:
            for sums in each.sums.tables.values():
                for amount, value in zip(sums.amounts, sums.total.values, strict=True):
                    total = "–" if value is None else self._money(value)
                    rows.append((sums.name, sums.file, amount.column, f"{len(sums.lines):,}", total))
        heads = tuple(self.write(f"audit-data-{key}") for key in ("table", "file", "column", "lines", "amount"))
        return AuditSection(self.write("audit-data-tables"), table=AuditTable(heads, tuple(rows), frozenset({3, 4})))

    def _questions(self) -> Iterator[str]:
        """What may well be right, and a person should look at."""
        for each in self.mapped_tables.files:
            for first, second in find_gaps(each):
                yield self.write("audit-data-gap", file=each.sums.raw.file, first=first, second=second)
        for table, line in find_lines_of_one_side(self.mapped_tables):
            yield self.write("audit-data-one-side", table=table, code=line.code, name=line.name)

    def _list_unchecked(self) -> Iterator[str]:
        """What the files and the map give nothing to hold to."""
        for name, sums in self.mapped_tables.tables.items():
            if sums.printed_total is None:
                yield self.write("audit-data-no-total", table=name)
        if not self.mapped_tables.table_map.balances:
            yield self.write("audit-data-no-balance")
        if not self.unit:
            yield self.write("audit-data-no-unit")
        for key, is_missing in (("year", self.mapped_tables.year is None), ("stage", not self.mapped_tables.stage)):
            if is_missing:
                yield self.write(f"audit-data-no-{key}")

    def _place(self, problem: Problem) -> str:
        heading = f", {problem.path}" if problem.path else ""
        return self.write("audit-data-row", file=problem.file, row=problem.line) + heading

    def _more(self, items: Sequence[object], most: int) -> tuple[str, ...]:
        return (self.write("audit-data-more", count=len(items) - most),) if len(items) > most else ()

    def _money(self, value: Decimal) -> str:
        return f"{value:,f} {self.unit}".rstrip()
