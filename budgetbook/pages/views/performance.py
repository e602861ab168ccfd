"""The indicators and evaluations of a statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic.rules.scores import WHOLE_ENTITY
from budgetbook.content.performance import Evaluation, Indicator
from budgetbook.content.text import Text
from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.models.page import Link
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.markdown import Html

_OPERATORS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": Decimal.__eq__, "≥": Decimal.__ge__, "≤": Decimal.__le__, ">": Decimal.__gt__, "<": Decimal.__lt__,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One performance indicator."""

    levels: tuple[Link, ...]
    """The first level and, if there is one, the second, linked to the terms."""
    name: str
    target: str
    """`≥ 30 events`, `improved`."""
    result: str
    """The achieved value in the same form; empty if none is printed."""
    met_word: str
    """Says whether a target number was reached, in a word and computed; empty if that cannot be told."""
    points: str
    """`27 of 30`; empty if none are printed."""
    place: str


@dataclass(frozen=True, slots=True)
class PerformanceView:
    """The goals of a project or a whole entity, and how they were evaluated."""

    goal: Html
    indicators: tuple[IndicatorView, ...]
    evaluation: str
    """Score, grade and evaluator in a sentence; may be empty."""
    findings: tuple[FindingView, ...]
    """The finding about the whole entity's score; a project has its own."""
    has_results: bool
    """True if any achieved value or any points are printed."""


def project_performance(presenter: StatementPresenter, name: str) -> PerformanceView | None:
    """Build the indicators and the evaluation of a project; None if the document has neither."""
    project = presenter.statement.projects[name]
    return _view(presenter, Html(), project.indicators, project.evaluation)


def entity_performance(presenter: StatementPresenter) -> PerformanceView | None:
    """Build those of the whole entity, with its goal."""
    whole = presenter.statement.performance
    view = _view(presenter, presenter.render_text(whole.goal), whole.indicators, whole.evaluation) if whole else None
    return replace(view, findings=presenter.finding_views(WHOLE_ENTITY)) if view else None


def _view(
    presenter: StatementPresenter, goal: Html, indicators: tuple[Indicator, ...], evaluation: Evaluation | None
) -> PerformanceView | None:
    if not (goal or indicators or evaluation):
        return None
    return PerformanceView(
        goal=goal,
        indicators=tuple(_indicator(presenter, each) for each in indicators),
        evaluation=_evaluation_sentence(presenter, evaluation) if evaluation else "",
        findings=(),
        has_results=any(each.reached or each.reached_words or each.score for each in indicators),
    )


def _indicator(presenter: StatementPresenter, indicator: Indicator) -> IndicatorView:
    levels = [level for level in (indicator.level1, indicator.level2) if level]
    return IndicatorView(
        levels=tuple(
            Link(presenter.name(level), f"{presenter.lang}/glossary/{level}/", presenter.refs.tip(level)) for level in levels
        ),
        name=indicator.name[presenter.lang],
        target=_value(presenter, indicator.operator or "", indicator.value, indicator.words, indicator.unit),
        result=_value(presenter, "", indicator.reached, indicator.reached_words, indicator.unit),
        met_word=_met_word(presenter, indicator),
        points=_points(presenter, indicator),
        place=presenter.place(indicator.at),
    )


def _value(presenter: StatementPresenter, operator: str, value: Decimal | None, words: Text | None, unit: Text | None) -> str:
    """Format as `≥30场` or `≥ 30 events`; a value in words stays as it is."""
    if value is None:
        return words[presenter.lang] if words else ""
    gap = presenter.phrases.marks.space
    unit_text = unit[presenter.lang] if unit else ""
    sign = f"{operator}{gap}" if operator and operator != "=" else ""
    return f"{sign}{presenter.style.digits(value)}{'' if unit_text == '%' or not unit_text else gap}{unit_text}"


def _met_word(presenter: StatementPresenter, indicator: Indicator) -> str:
    if indicator.value is None or indicator.reached is None or indicator.operator is None:
        return ""
    is_met = _OPERATORS[indicator.operator](indicator.reached, indicator.value)
    return presenter.phrases["target-reached" if is_met else "target-not-reached"]


def _points(presenter: StatementPresenter, indicator: Indicator) -> str:
    if indicator.score is None:
        return presenter.style.digits(indicator.points) if indicator.points is not None else ""
    if indicator.points is None:
        return presenter.style.digits(indicator.score)
    return presenter.phrases.say(
        "points-of", score=presenter.style.digits(indicator.score), points=presenter.style.digits(indicator.points)
    )


def _evaluation_sentence(presenter: StatementPresenter, evaluation: Evaluation) -> str:
    """Format as `The body gave itself 92.5 points; its grade is “good”.`"""
    evaluator = presenter.phrases[f"judged-by-{evaluation.by}"]
    grade = evaluation.grade[presenter.lang] if evaluation.grade else ""
    if evaluation.score is None:
        return presenter.phrases.say("judged-grade", by=evaluator, grade=grade) if grade else ""
    phrase_id = "judged-score-grade" if grade else "judged-score"
    return presenter.phrases.say(phrase_id, by=evaluator, score=presenter.style.digits(evaluation.score), grade=grade)
