"""Figures of a statement with everything that is known of each: amount, change, reason, place, findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import change_since
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.arithmetic.term import Level
from budgetbook.content.figure import Direction
from budgetbook.pages.models.figures import ChangeView, CompletionView, FigureView, Number
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.markdown import Html
from budgetbook.text.phrases import Phrases

_CHANGE_RULES = ("change", "direction", "percent", "unit", "zero-with-a-direction")
"""Rules on what the document says of the change."""
_DIRECTIONS = {"increase": "word-increase", "decrease": "word-decrease", "unchanged": "word-unchanged"}


def figure_views(presenter: StatementPresenter, concepts: Iterable[str]) -> tuple[FigureView, ...]:
    """Build the concepts of a section that the statement reports, wholes before their parts."""
    return tuple(figure_view(presenter, concept, depth) for concept, depth in figure_depths(presenter, concepts).items())


def figure_depths(presenter: StatementPresenter, concepts: Iterable[str]) -> dict[str, int]:
    """Map each concept that the statement reports to its depth among them: 0 for a whole."""
    reported_concepts = [concept for concept in concepts if presenter.ledger.reports(concept)]
    depth: dict[str, int] = {}
    for index, concept in enumerate(reported_concepts):
        definition = presenter.content.concepts[concept]
        for part in {*definition.parts, *definition.of_which} & set(reported_concepts[index:]):
            depth[part] = depth.get(concept, 0) + 1
    return {concept: depth.get(concept, 0) for concept in reported_concepts}


def figure_view(presenter: StatementPresenter, concept: str, depth: int = 0) -> FigureView:
    """Build one figure with everything that is known of it."""
    figure, definition = presenter.ledger.figure(concept), presenter.content.concepts[concept]
    state = figure.state if figure else "not-printed"
    return FigureView(
        id=concept,
        name=definition.name[presenter.lang],
        explain=presenter.refs.tip(concept),
        term=f"{presenter.lang}/glossary/{concept}/",
        depth=depth,
        state=state,
        state_word="" if state == "printed" else presenter.phrases[f"state-{state}"],
        year=presenter.year(concept),
        amount=presenter.number(concept),
        plans=plan_views(presenter, concept, lambda amount: amount_format.format_readable(amount, presenter.style)),
        completion=completion_view(presenter, concept),
        prior=presenter.prior(concept),
        change=change_view(presenter, concept),
        share=share_text(presenter, concept),
        memorandum=definition.memorandum and state != "nil",
        reason=_reason(presenter, concept),
        note=presenter.render_text(figure.note if figure else None),
        place=presenter.places(figure) if figure else "",
        findings=presenter.finding_views(concept),
        remarks=presenter.remark_views(concept),
        line=presenter.edit_links.find_line("figures", concept),
    )


def plan_views(presenter: StatementPresenter, concept: str, write: Callable[[Amount], str]) -> tuple[tuple[str, Number], ...]:
    """List the initial and the adjusted budget that final accounts print beside a figure, written as the figure is."""
    levels: tuple[Level, ...] = ("budget", "adjusted")
    printed_amounts = [(presenter.phrases[f"stage-{level}"], presenter.ledger.printed_amount(concept, level)) for level in levels]
    return tuple(
        (name, replace(presenter.number_view(amount, concept), text=write(amount))) for name, amount in printed_amounts if amount
    )


def completion_view(presenter: StatementPresenter, concept: str) -> CompletionView | None:
    """Build the rate of completion as printed, beside the one that the amounts give."""
    figure, mine = presenter.ledger.figure(concept), presenter.finding_index.by_anchor.get(concept, ())
    check = next((finding for finding in mine if finding.rule == "completion"), None)
    if figure is None or figure.completion is None or check is None:
        return None
    computed_value, budget = check.computed_value, figure.completion_of or "of-some-budget"
    is_rate = isinstance(computed_value, Amount) and computed_value.unit == "%"
    return CompletionView(
        text=presenter.phrases.say(f"printed-completion-{budget}", rate=_write_percent(presenter.phrases, figure.completion)),
        computed_text=presenter.explainer.namer.write_value(computed_value) if is_rate else "",
        agrees=rate_outcome(check) != "fails",
    )


def change_view(presenter: StatementPresenter, concept: str) -> ChangeView | None:
    """Build the change as computed and as printed; only as printed if there is no figure of the year before."""
    year_change, (printed_text, reader_text) = (change_since(presenter.ledger, concept), _printed_change(presenter, concept))
    if year_change is None:
        return ChangeView("", "", "", printed_text, agrees=True, reader_text=reader_text) if printed_text else None
    amount, then = year_change.amount, year_change.prior.amount
    mine = presenter.finding_index.by_anchor.get(concept, ())
    wrong = any(finding.rule in _CHANGE_RULES and rate_outcome(finding) == "fails" for finding in mine)
    return ChangeView(
        text=presenter.phrases.change(amount),
        percent=amount_format.format_growth(amount, then, presenter.style.numbers) if amount.value else "",
        direction="increase" if amount.value > 0 else "decrease" if amount.value else "unchanged",
        printed_text=printed_text,
        agrees=not wrong,
        reader_text=reader_text,
    )


def _printed_change(presenter: StatementPresenter, concept: str) -> tuple[str, str]:
    """Return the printed change, and the same in the reader's units; empty if neither amount nor percentage is printed."""
    phrases, figure = presenter.phrases, presenter.ledger.figure(concept)
    says = figure.printed if figure else None
    if says is None or (says.change is None and says.percent is None):
        return "", ""
    change = Amount(says.change, says.unit or presenter.ledger.unit(concept)) if says.change is not None else None
    sizes = [amount_format.format_as_printed(change, presenter.style.printed_numbers)] if change else []
    percent = [_write_percent(phrases, says.percent)] if says.percent is not None else []
    reader_text = _change_sentence(
        phrases, says.direction, [amount_format.format_for_prose(change, phrases.style)] if change else [], percent
    )
    if presenter.is_printed_in:
        return _change_sentence(phrases, says.direction, sizes, percent), reader_text
    return phrases.join_parts(sizes + percent) if sizes else reader_text, reader_text


def _change_sentence(phrases: Phrases, direction: Direction | None, change: list[str], percent: list[str]) -> str:
    """Format as `a decrease of 594,300 yuan, 6.6%`; without a direction only the numbers."""
    sizes = phrases.marks.comma.join(change + percent)
    return phrases.say("printed-change", direction=phrases[_DIRECTIONS[direction]], change=sizes) if direction else sizes


def share_text(presenter: StatementPresenter, concept: str) -> str:
    """Say the share that the document prints of a figure; empty if it prints none."""
    figure = presenter.ledger.figure(concept)
    if figure is None or figure.share is None:
        return ""
    return presenter.phrases.say("printed-share", share=_write_percent(presenter.phrases, figure.share))


def _write_percent(phrases: Phrases, percent: Decimal) -> str:
    """Write a percentage with the digits that the document prints, as the reader writes numbers: `3.40%`, `3,40 %`."""
    return f"{phrases.style.digits(percent)}{phrases.style.numbers.percent}"


def _reason(presenter: StatementPresenter, concept: str) -> Html:
    figure, change = presenter.ledger.figure(concept), change_since(presenter.ledger, concept)
    if figure and figure.reason:
        return presenter.render_text(figure.reason)
    mine = change is not None and change.prior.how != "earlier" and bool(change.amount.value)
    has_changed = mine and presenter.content.concepts[concept].measure == "money"
    return Html.escape(presenter.phrases.say("no-reason")) if has_changed else Html()
