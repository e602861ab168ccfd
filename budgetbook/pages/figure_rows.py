"""The figures of a section as a statement's page shows them: one row each, all amounts in one unit; the proof is elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from budgetbook.arithmetic.column_unit import ColumnUnit, choose_column_unit
from budgetbook.arithmetic.prior_year import PriorValue, change_since, prior_value
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.arithmetic.term import KnownValue
from budgetbook.content.figure import Figure
from budgetbook.pages.models.figures import ChangeView, CompletionView, Number
from budgetbook.pages.views.figures import change_view, completion_view, figure_depths, plan_views, share_text
from budgetbook.pages.views.statement import StatementPresenter


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure in short. Its `id` is its anchor on the statement's page and on the page of evidence."""

    id: str
    name: str
    """The field's term."""
    plain: str
    """The same in everyday words; empty if the term is plain enough."""
    explain: str
    """One or two plain sentences."""
    term: str
    """The address of its glossary page."""
    depth: int
    """0 for a whole, 1 for a part, 2 for a part of a part."""
    state: str
    state_word: str
    """Empty for a printed figure."""
    amount: str
    """In the unit of the section; empty for nil."""
    year: str
    """The year that it is of."""
    is_computed: bool
    plans: tuple[tuple[str, Number], ...]
    completion: CompletionView | None
    share: str
    prior: Number | None
    """With its text in the unit of the section."""
    prior_text: str
    change: ChangeView | None
    change_text: str
    memorandum: bool
    fails: bool
    is_nothing: bool
    """True if it is 0 and, as far as that is known, was 0 before: such figures share one line."""


def figure_rows(presenter: StatementPresenter, concepts: Iterable[str]) -> tuple[FigureRow, ...]:
    """Build the rows of the concepts that the statement reports, wholes before their parts."""
    depths = figure_depths(presenter, concepts)
    unit = common_unit(presenter, depths)
    return tuple(_row(presenter, concept, depth, unit) for concept, depth in depths.items())


def common_unit(presenter: StatementPresenter, concepts: Iterable[str]) -> ColumnUnit:
    """The unit in which the amounts of some concepts compare."""
    values = (presenter.ledger.known_value(concept, "amount") for concept in concepts)
    return choose_column_unit([value.amount for value in values if value and value.amount.is_money], presenter.style)


def _row(presenter: StatementPresenter, concept: str, depth: int, unit: ColumnUnit) -> FigureRow:
    ledger, definition = presenter.ledger, presenter.content.concepts[concept]
    figure, value = ledger.figure(concept), ledger.known_value(concept, "amount")
    prior, change = prior_value(ledger, concept), change_since(ledger, concept)
    state = figure.state if figure else "not-printed"
    fails = any(rate_outcome(finding) == "fails" for finding in presenter.finding_index.by_anchor.get(concept, ()))
    return FigureRow(
        id=concept,
        name=definition.name[presenter.lang],
        plain=presenter.plain_words(concept),
        explain=presenter.refs.tip(concept),
        term=f"{presenter.lang}/glossary/{concept}/",
        depth=depth,
        state=state,
        state_word="" if state == "printed" else presenter.phrases[f"state-{state}"],
        amount=unit.write_or_read(value.amount) if value else "",
        year=presenter.year(concept),
        is_computed=bool(value and value.is_computed),
        plans=plan_views(presenter, concept, unit.write_or_read),
        completion=completion_view(presenter, concept),
        share=share_text(presenter, concept),
        prior=presenter.prior(concept),
        prior_text=unit.write_or_read(prior.amount) if prior else "",
        change=change_view(presenter, concept),
        change_text=presenter.phrases.change(change.amount, unit.write_or_read) if change else "",
        memorandum=definition.memorandum and state != "nil",
        fails=fails,
        is_nothing=not fails and _is_nothing(figure, value, prior),
    )


def _is_nothing(figure: Figure | None, value: KnownValue | None, prior: PriorValue | None) -> bool:
    """True if a figure is 0 in both years and the document says no more of it than that."""
    is_plain = figure is not None and figure.state == "printed" and figure.reason is None and figure.note is None
    return is_plain and value is not None and not value.amount.value and (prior is None or not prior.amount.value)
