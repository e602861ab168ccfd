"""Where the money goes, as a tree that opens: each line of a classified table below the one that it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from budgetbook.arithmetic import amount_format, money
from budgetbook.arithmetic.change_line import ChangeLine, adds_up
from budgetbook.arithmetic.changes import lines_with_prior
from budgetbook.arithmetic.column_unit import choose_column_unit
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.arithmetic.statement_tables import read_tables
from budgetbook.arithmetic.table_tree import TreeLine, build_tree
from budgetbook.content.sections import Chart
from budgetbook.pages.models.money_tree import MoneyTree, TreeRow
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.table_lines import plain_name

_SMALL = Decimal(1)
"""Per cent of the whole below which lines share a row, if there are several."""
_FEWEST_SMALL = 3
_LARGE_REST = Decimal(10)
"""Per cent of the whole from which on it matters that a document calls a line only “other”."""
_NAMED_CLASSES = 3
"""Classes that the sentence names."""
_MOST_LINES = 200
"""Lines of a tree. Levels that it has no room for are left to the page of the table, which each line leads to."""


def money_tree(presenter: StatementPresenter, chart: Chart) -> MoneyTree | None:
    """Build the tree of the first of the chart's tables that has finer lines, else of the first; None if there is none."""
    tables = read_tables(presenter.ledger, presenter.content.classifications)
    by_name = tables.by_name
    trees = {name: build_tree(by_name[name], chart.of[0]) for name in chart.tables if name in by_name}
    wholes = [(name, whole) for name, whole in trees.items() if whole]
    if not wholes:
        return None
    name, whole = next(((name, whole) for name, whole in wholes if any(line.parts for line in whole.parts)), wholes[0])
    priors = lines_with_prior(tables, name) if by_name[name].breakdown.columns[0].concept == chart.of[0] else {}
    builder = _TreeBuilder(presenter, by_name[name], whole, priors)
    rows = tuple(builder.rows(whole.parts))
    return MoneyTree(rows, by_name[name].breakdown.by, builder.column.unit, bool(priors), presenter.years[1], builder.sentence())


class _TreeBuilder:
    """The rows of one tree: one scale and one unit at all depths."""

    def __init__(
        self, presenter: StatementPresenter, table: StatementTable, whole: TreeLine, priors: Mapping[str, ChangeLine]
    ) -> None:
        self.presenter, self.table, self.whole, self.priors = presenter, table, whole, priors
        self.depth = _find_depth(whole)
        self.column = choose_column_unit([whole.amount], presenter.style)
        country = presenter.content.country
        self.other_lines = country.other_lines if country else ()
        self.failing_anchors = {finding.concept for finding in presenter.findings if rate_outcome(finding) == "fails"}

    def rows(self, lines: Sequence[TreeLine], depth: int = 1) -> Iterator[TreeRow]:
        """Yield a row for each line, then one for the small ones; small ones alone are themselves what the row above opens to."""
        large_lines = [line for line in lines if self._share(line.amount) >= _SMALL]
        small_lines = [line for line in lines if self._share(line.amount) < _SMALL]
        if len(small_lines) < _FEWEST_SMALL or not large_lines:
            large_lines, small_lines = list(lines), []
        yield from (self._row(line, depth) for line in large_lines)
        if small_lines:
            yield self._small_row(small_lines, depth)

    def sentence(self) -> str:
        """Say of every hundred where the largest parts go, in whole numbers; empty if the classes do not make up the whole."""
        if not adds_up([self.whole.amount, *(line.amount for line in self.whole.parts)]):
            return ""
        clauses: list[str] = []
        style, unit = self.presenter.style, self.whole.amount.unit
        for line in self.whole.parts[:_NAMED_CLASSES]:
            name, is_printed = self._plain_name(line)
            value = money.percent_of(line.amount.value, self.whole.amount.value, 0)
            name = name if is_printed else self.presenter.phrases.lowercase_in_sentence(name)
            if value:
                phrase_id = "tree-hundred-next" if clauses else "tree-hundred-first"
                clauses.append(
                    self.presenter.phrases.say(phrase_id, name=name, value=style.write_of_hundred_in_passing(value, unit))
                )
        phrases = self.presenter.phrases
        hundred = style.write_of_hundred(Decimal(100), unit)
        return phrases.say("tree-hundred", parts=phrases.join_parts(clauses), hundred=hundred) if clauses else ""

    def _row(self, line: TreeLine, depth: int) -> TreeRow:
        chain = list(_chain(line))
        lower_names = dict.fromkeys(map(self._name, chain))
        share, name = self._share(line.amount), self._name(line)
        last_line, next_depth = (chain or [line])[-1], depth + len(chain) + 1
        return TreeRow(
            name=name,
            names_below=tuple(_without_repeated([each for each in lower_names if each != name])),
            share=share,
            share_text=amount_format.format_percentage(line.amount.value, self.whole.amount.value, self.presenter.style.numbers),
            amount=self.column.write(line.amount),
            change=self._change(line),
            address=self.presenter.refs.address(last_line.anchor),
            code=line.row.code or (self.table.class_code(line.row) if self.table.breakdown.in_text else ""),
            is_rest=share >= _LARGE_REST and last_line.row.name.startswith(self.other_lines),
            fails=any(each.anchor in self.failing_anchors for each in (line, *chain)),
            parts=tuple(self.rows(last_line.parts, next_depth)) if next_depth <= self.depth else (),
        )

    def _small_row(self, lines: Sequence[TreeLine], depth: int) -> TreeRow:
        total = Amount(sum((line.amount.value for line in lines), Decimal(0)), lines[0].amount.unit)
        return TreeRow(
            name=self.presenter.phrases.say("tree-small", count=len(lines)),
            names_below=(),
            share=self._share(total),
            share_text=amount_format.format_percentage(total.value, self.whole.amount.value, self.presenter.style.numbers),
            amount=self.column.write(total),
            change="",
            address="",
            code="",
            is_rest=False,
            fails=False,
            parts=tuple(self._row(line, depth) for line in lines),
        )

    def _share(self, amount: Amount) -> Decimal:
        return money.percent_of(amount.value, self.whole.amount.value, 2)

    def _name(self, line: TreeLine) -> str:
        return self._plain_name(line)[0]

    def _plain_name(self, line: TreeLine) -> tuple[str, bool]:
        return plain_name(self.presenter.content, self.presenter.statement, self.table.name, line.row, self.presenter.lang)

    def _change(self, line: TreeLine) -> str:
        prior = self.priors.get(line.anchor)
        return self.column.write_change(prior.change) if prior else ""


def _without_repeated(names: Sequence[str]) -> Iterator[str]:
    """Leave out each name that the next one repeats: `support of firms` before `other spending on the support of firms`."""
    for name, lower_name in zip_longest(names, names[1:], fillvalue=""):
        if name.casefold() not in lower_name.casefold():
            yield name


def _find_depth(whole: TreeLine) -> int:
    """How many levels below the whole have room together, at least the first."""
    depth, count, level = 1, len(whole.parts), whole.parts
    while level := tuple(finer for line in level for finer in line.parts):
        count += len(level)
        if count > _MOST_LINES:
            break
        depth += 1
    return depth


def _chain(line: TreeLine) -> Iterable[TreeLine]:
    """The lines below a line that hold all of its money alone, each below the one before."""
    while len(line.parts) == 1 and line.parts[0].amount.value == line.amount.value:
        line = line.parts[0]
        yield line
