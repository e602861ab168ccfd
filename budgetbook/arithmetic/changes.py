"""Ranks what changed between two years: the lines of a total, the largest change first.

The lines come from a classified table that both years print, or else from the parts of a figure. A line never stands beside one
of its own parts, and `Changes.complete` tells whether the lines make up the whole: only then may a largest change be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from budgetbook.arithmetic.change_line import ChangeLine, with_parts
from budgetbook.arithmetic.column_pairs import pair_columns
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.prior_year import prior_value, subtract_prior
from budgetbook.arithmetic.statement_tables import StatementTables


@dataclass(frozen=True, slots=True)
class Changes:
    """The lines of a total that changed, the largest change first."""

    whole: ChangeLine | None
    """The total; None for a list of figures that do not belong to one total."""
    lines: tuple[ChangeLine, ...]

    @property
    def complete(self) -> bool:
        """True if the lines are all that the total consists of."""
        return self.whole is not None


def changes_by_table(tables: StatementTables, names: Sequence[str], concept: str) -> Changes | None:
    """Changes by the lines of the first table that has every line of the total in both years; None if no table does."""
    for name in names:
        for pair in pair_columns(tables, name, concept):
            whole = pair.total_line(concept)
            if whole is not None and whole.parts:
                return Changes(whole, _rank_by_size(whole.parts))
    return None


def lines_with_prior(tables: StatementTables, name: str) -> dict[str, ChangeLine]:
    """Lines that a table and the earlier document's table have in common, by anchor, with the amounts of the first column.

    Empty if the earlier document has no such table.
    """
    table = next((each for each in tables.statement_tables if each.name == name), None)
    columns = table.breakdown.columns if table else ()
    for pair in pair_columns(tables, name, columns[0].concept) if columns and columns[0].role == "amount" else ():
        if pair.there.ledger is not tables.ledger:
            return {line.anchor: line for line in pair.common_lines()}
    return {}


def changes_by_parts(ledger: Ledger, concept: str) -> Changes | None:
    """Changes by the parts of a figure; None unless the parts make it up in both years."""
    whole = _figure(ledger, concept, {concept})
    return Changes(whole, _rank_by_size(whole.parts)) if whole and whole.parts else None


def changes_of_figures(ledger: Ledger, concepts: Iterable[str]) -> Changes:
    """Changes of those figures that have both years. A total stands for its parts, and the list is never complete."""
    lines = {concept: line for concept in concepts if (line := _figure(ledger, concept, set(ledger.concepts)))}
    inner_concepts = {part for concept in lines for part in _collect_components(ledger, concept)}
    inner_concepts |= {concept for concept in lines if not lines.keys().isdisjoint(ledger.concepts[concept].at_most)}
    return Changes(None, _rank_by_size([line for concept, line in lines.items() if concept not in inner_concepts]))


def _rank_by_size(lines: Iterable[ChangeLine]) -> tuple[ChangeLine, ...]:
    moved_lines = (each for line in lines for each in _spread(line) if each.change.value)
    return tuple(sorted(moved_lines, key=lambda line: -line.size))


def _spread(line: ChangeLine) -> Iterator[ChangeLine]:
    """Yield the line, or its parts if any line below it moved by more than the line as a whole."""
    if any(each.size > line.size for each in _walk_parts(line)):
        for part in line.parts:
            yield from _spread(part)
    else:
        yield line


def _walk_parts(line: ChangeLine) -> Iterator[ChangeLine]:
    for part in line.parts:
        yield part
        yield from _walk_parts(part)


def _collect_components(ledger: Ledger, concept: str) -> set[str]:
    """Every concept below this one, by `parts` or `of_which`, at any depth."""
    components: set[str] = set()
    queue = [concept]
    while queue:
        definition = ledger.concepts[queue.pop()]
        fresh = {*definition.parts, *definition.of_which} - components
        components |= fresh
        queue += fresh
    return components


def _figure(ledger: Ledger, concept: str, skip: set[str]) -> ChangeLine | None:
    """A figure in both years, with its parts if they make it up. Concepts in `skip` are not entered again."""
    current, prior = ledger.known_value(concept, "amount"), prior_value(ledger, concept)
    if current is None or prior is None or not current.amount.is_money:
        return None
    change = subtract_prior(ledger, current.amount, prior.amount, prior.source)
    inner = ledger.concepts[concept].parts if concept in ledger.concepts else ()
    parts = [_figure(ledger, part, {*skip, part}) for part in inner if part not in skip]
    line = ChangeLine(concept, None, ledger, current.amount, prior.amount, change, prior.source, concept)
    return with_parts(line, [part for part in parts if part])
