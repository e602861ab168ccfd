"""Indicators and evaluations of a statement in; what its page shows of them out, in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic.money import group_digits
from budgetbook.arithmetic.rules.scores import WHOLE_ENTITY
from budgetbook.content.model import Text
from budgetbook.content.performance import Evaluation, Indicator
from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.models.page import Link
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.markdown import Html

_OPERATORS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": Decimal.__eq__, "≥": Decimal.__ge__, "≤": Decimal.__le__, ">": Decimal.__gt__, "<": Decimal.__lt__,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator of performance."""

    levels: tuple[Link, ...]
    """The first level and, where there is one, the second, linked to the terms."""
    name: str
    target: str
    """`≥ 30 events`, `improved`."""
    result: str
    """The same afterwards; empty where nothing is printed."""
    met_word: str
    """Whether a number was reached, in a word and computed; empty where that cannot be told."""
    points: str
    """`27 of 30`; empty where none are printed."""
    place: str


@dataclass(frozen=True, slots=True)
class PerformanceView:
    """What a project or a whole body is to achieve, and how that was judged."""

    goal: Html
    indicators: tuple[IndicatorView, ...]
    evaluation: str
    """Score, grade and by whom, in a sentence; may be empty."""
    findings: tuple[FindingView, ...]
    """The check of the whole body's score; a project has its own."""
    has_results: bool
    """Whether any value that was reached, or any points, are printed."""


def project_performance(views: StatementPresenter, name: str) -> PerformanceView | None:
    """The indicators and the evaluation of a project; None where the document gives neither."""
    project = views.statement.projects[name]
    return _view(views, Html(), project.indicators, project.evaluation)


def entity_performance(views: StatementPresenter) -> PerformanceView | None:
    """The same of the whole body, with its goal."""
    whole = views.statement.performance
    view = _view(views, views.render_text(whole.goal), whole.indicators, whole.evaluation) if whole else None
    return replace(view, findings=views.finding_views(WHOLE_ENTITY)) if view else None


def _view(
    views: StatementPresenter, goal: Html, indicators: tuple[Indicator, ...], evaluation: Evaluation | None
) -> PerformanceView | None:
    if not (goal or indicators or evaluation):
        return None
    return PerformanceView(
        goal=goal,
        indicators=tuple(_indicator(views, each) for each in indicators),
        evaluation=_evaluation_sentence(views, evaluation) if evaluation else "",
        findings=(),
        has_results=any(each.reached or each.reached_words or each.score for each in indicators),
    )


def _indicator(views: StatementPresenter, indicator: Indicator) -> IndicatorView:
    levels = [level for level in (indicator.level1, indicator.level2) if level]
    return IndicatorView(
        levels=tuple(Link(views.name(level), f"{views.lang}/glossary/{level}/", views.refs.tip(level)) for level in levels),
        name=indicator.name[views.lang],
        target=_value(views, indicator.operator or "", indicator.value, indicator.words, indicator.unit),
        result=_value(views, "", indicator.reached, indicator.reached_words, indicator.unit),
        met_word=_met_word(views, indicator),
        points=_points(views, indicator),
        place=views.place(indicator.at),
    )


def _value(views: StatementPresenter, operator: str, value: Decimal | None, words: Text | None, unit: Text | None) -> str:
    """`≥30场` / `≥ 30 events`; a value of words as it is."""
    if value is None:
        return words[views.lang] if words else ""
    gap = " " if views.lang == "en" else ""
    unit_text = unit[views.lang] if unit else ""
    sign = f"{operator}{gap}" if operator and operator != "=" else ""
    return f"{sign}{group_digits(value)}{'' if unit_text == '%' or not unit_text else gap}{unit_text}"


def _met_word(views: StatementPresenter, indicator: Indicator) -> str:
    if indicator.value is None or indicator.reached is None or indicator.operator is None:
        return ""
    is_met = _OPERATORS[indicator.operator](indicator.reached, indicator.value)
    return views.phrases["target-reached" if is_met else "target-not-reached"]


def _points(views: StatementPresenter, indicator: Indicator) -> str:
    if indicator.score is None:
        return group_digits(indicator.points) if indicator.points is not None else ""
    if indicator.points is None:
        return group_digits(indicator.score)
    return views.phrases.say("points-of", score=group_digits(indicator.score), points=group_digits(indicator.points))


def _evaluation_sentence(views: StatementPresenter, evaluation: Evaluation) -> str:
    """`The body gave itself 92.5 points; its grade is “good”.`"""
    evaluator = views.phrases[f"judged-by-{evaluation.by}"]
    grade = evaluation.grade[views.lang] if evaluation.grade else ""
    if evaluation.score is None:
        return views.phrases.say("judged-grade", by=evaluator, grade=grade) if grade else ""
    phrase_id = "judged-score-grade" if grade else "judged-score"
    return views.phrases.say(phrase_id, by=evaluator, score=group_digits(evaluation.score), grade=grade)
