"""Figures and projects of final accounts, each beside the budget of its year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.comparison import compare_same
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount, percent_of
from budgetbook.arithmetic.term import KnownValue
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.figures import CompletionView, Number
from budgetbook.pages.models.page import Link
from budgetbook.pages.views.figures import completion_view
from budgetbook.pages.year_tables import document_link, term_link
from budgetbook.text.markdown import Html


@dataclass(frozen=True, slots=True)
class ExecutionRow:
    """One budgeted figure beside its outcome."""

    id: str
    name: Link
    depth: int
    budget: Number | None
    """The initial budget."""
    budget_elsewhere: tuple[Number, Link] | None
    """The amount that the budget itself printed, if it differs."""
    adjusted_budget: Number | None
    outcome: Number
    difference: str
    """`少3.20万元` / `32,000 yuan less`, computed; empty if there is no budget."""
    rate: str
    """Spending as a share of the initial budget, `98.2%`; empty for a budget of 0."""
    rate_adjusted: str
    """Spending as a share of the adjusted budget."""
    completion: CompletionView | None
    """The rate that the document prints."""
    reason: Html
    """The document's own reason; may be empty."""


@dataclass(frozen=True, slots=True)
class _AmountView:
    """An amount, and its number on the page."""

    amount: Amount
    number: Number


def concept_row(
    language_site: LanguageSite, ledger: Ledger, plan: Ledger | None, concept: str, outcome: KnownValue, depth: int
) -> ExecutionRow:
    """Build the row of a figure; its initial budget is the one that the final accounts print, else that of the budget."""
    figure, address = ledger.figure(concept), f"{language_site.lang}/{ledger.statement.id}/execution/"
    own_budget, adjusted_budget = ledger.known_value(concept, "budget"), ledger.known_value(concept, "adjusted")
    plan_budget = plan.known_value(concept, "amount") if plan else None
    source = ledger if own_budget or plan is None else plan
    budget = own_budget or plan_budget
    row = _execution_row(
        language_site,
        concept,
        term_link(language_site, concept),
        _amount_view(language_site, ledger, concept, outcome),
        _amount_view(language_site, source, concept, budget) if budget else None,
        _amount_view(language_site, ledger, concept, adjusted_budget) if adjusted_budget else None,
    )
    presenter = language_site.presenter(ledger.statement.id, address)
    return replace(
        row,
        depth=depth,
        budget_elsewhere=_budget_elsewhere(language_site, ledger, plan, concept),
        completion=completion_view(presenter, concept),
        reason=presenter.render_text(figure.reason) if figure else Html(),
    )


def _execution_row(
    language_site: LanguageSite,
    identity: str,
    name: Link,
    outcome: _AmountView,
    budget: _AmountView | None,
    adjusted_budget: _AmountView | None,
) -> ExecutionRow:
    """Set spending beside the plan, with what is computed from the two."""
    numbers = _in_one_unit(language_site.style, [view for view in (outcome, budget, adjusted_budget) if view])
    outcome_number = next(numbers)
    return ExecutionRow(
        id=identity,
        name=name,
        depth=0,
        budget=next(numbers) if budget else None,
        budget_elsewhere=None,
        adjusted_budget=next(numbers) if adjusted_budget else None,
        outcome=outcome_number,
        difference=_difference(language_site, outcome.amount, budget.amount) if budget else "",
        rate=_rate(language_site.style, outcome.amount, budget.amount) if budget else "",
        rate_adjusted=_rate(language_site.style, outcome.amount, adjusted_budget.amount) if adjusted_budget else "",
        completion=None,
        reason=Html(),
    )


def _amount_view(language_site: LanguageSite, ledger: Ledger, anchor: str, value: KnownValue) -> _AmountView:
    presenter = language_site.presenter(ledger.statement.id, f"{language_site.lang}/")
    return _AmountView(value.amount, presenter.number_view(value.amount, anchor, is_computed=value.is_computed))


def _in_one_unit(style: AmountStyle, views: Sequence[_AmountView]) -> Iterator[Number]:
    """Yield the numbers of a row, written so that they compare."""
    for view, text in zip(views, amount_format.format_alike([view.amount for view in views], style), strict=True):
        yield replace(view.number, text=text)


def project_rows(language_site: LanguageSite, ledger: Ledger) -> tuple[str, tuple[ExecutionRow, ...]]:
    """List the named projects that are printed with their budgets."""
    presenter, rows = language_site.presenter(ledger.statement.id, f"{language_site.lang}/"), []
    for name, project in ledger.statement.projects.items():
        outcome = ledger.project_amount(name)
        plans = [
            None if value is None else _amount_view(language_site, ledger, name, KnownValue(Amount(value, outcome.unit)))
            for value in (project.budget, project.adjusted)
        ]
        if any(plans):
            link = Link(project.name[language_site.lang], presenter.refs.address(name))
            rows.append(
                _execution_row(language_site, name, link, _amount_view(language_site, ledger, name, KnownValue(outcome)), *plans)
            )
    return language_site.phrases["project-outcomes"], tuple(rows)


def _budget_elsewhere(
    language_site: LanguageSite, ledger: Ledger, plan: Ledger | None, concept: str
) -> tuple[Number, Link] | None:
    """Return the amount that the budget itself printed, if the final accounts print another initial budget."""
    here, there = ledger.known_value(concept, "budget"), plan.known_value(concept, "amount") if plan else None
    if plan is None or here is None or there is None or compare_same(here.amount, there.amount).verdict != "fails":
        return None
    presenter = language_site.presenter(plan.statement.id, f"{language_site.lang}/")
    return presenter.number_view(there.amount, concept, is_computed=there.is_computed), document_link(
        language_site, plan.statement
    )


def _difference(language_site: LanguageSite, outcome: Amount, budget: Amount) -> str:
    difference = outcome.to_unit(budget.unit).value - budget.value
    size = amount_format.format_for_prose(Amount(abs(difference), budget.unit), language_site.style)
    return language_site.phrases.say(
        "execution-more" if difference > 0 else "execution-less" if difference else "execution-same", size=size
    )


def _rate(style: AmountStyle, outcome: Amount, budget: Amount) -> str:
    if budget.value <= 0:
        return ""
    return f"{style.digits(percent_of(outcome.to_base_unit(), budget.to_base_unit()))}{style.numbers.percent}"
