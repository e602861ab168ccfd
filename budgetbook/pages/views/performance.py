"""Indicators and evaluations of a statement in; what its page shows of them out, in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic.money import grouped
from budgetbook.arithmetic.rules.scores import WHOLE_BODY
from budgetbook.content.model import Text
from budgetbook.content.performance import Evaluation, Indicator
from budgetbook.pages.models.parts import IndicatorView, Link, PerformanceView
from budgetbook.pages.views.statement import StatementViews
from budgetbook.text.markdown import Html

_MET: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": Decimal.__eq__, "≥": Decimal.__ge__, "≤": Decimal.__le__, ">": Decimal.__gt__, "<": Decimal.__lt__,
}  # fmt: skip


def of_project(views: StatementViews, name: str) -> PerformanceView | None:
    """The indicators and the evaluation of a project; None where the document gives neither."""
    project = views.statement.projects[name]
    return _view(views, Html(), project.indicators, project.evaluation)


def of_the_body(views: StatementViews) -> PerformanceView | None:
    """The same of the whole body, with its goal."""
    whole = views.statement.performance
    view = _view(views, views.rich(whole.goal), whole.indicators, whole.evaluation) if whole else None
    return replace(view, findings=views.checks(WHOLE_BODY)) if view else None


def _view(
    views: StatementViews, goal: Html, indicators: tuple[Indicator, ...], evaluation: Evaluation | None
) -> PerformanceView | None:
    if not (goal or indicators or evaluation):
        return None
    return PerformanceView(
        goal=goal,
        indicators=tuple(_indicator(views, each) for each in indicators),
        judged=_judged(views, evaluation) if evaluation else "",
        findings=(),
        has_results=any(each.reached or each.reached_words or each.score for each in indicators),
    )


def _indicator(views: StatementViews, indicator: Indicator) -> IndicatorView:
    levels = [level for level in (indicator.level1, indicator.level2) if level]
    return IndicatorView(
        levels=tuple(Link(views.name(level), f"{views.lang}/glossary/{level}/", views.refs.tip(level)) for level in levels),
        name=indicator.name[views.lang],
        target=_value(views, indicator.operator or "", indicator.value, indicator.words, indicator.unit),
        reached=_value(views, "", indicator.reached, indicator.reached_words, indicator.unit),
        met=_met(views, indicator),
        points=_points(views, indicator),
        place=views.place(indicator.at),
    )


def _value(views: StatementViews, operator: str, value: Decimal | None, words: Text | None, unit: Text | None) -> str:
    """`≥30场` / `≥ 30 events`; a value of words as it is."""
    if value is None:
        return words[views.lang] if words else ""
    gap = " " if views.lang == "en" else ""
    counted = unit[views.lang] if unit else ""
    sign = f"{operator}{gap}" if operator and operator != "=" else ""
    return f"{sign}{grouped(value)}{'' if counted == '%' or not counted else gap}{counted}"


def _met(views: StatementViews, indicator: Indicator) -> str:
    if indicator.value is None or indicator.reached is None or indicator.operator is None:
        return ""
    met = _MET[indicator.operator](indicator.reached, indicator.value)
    return views.words["target-reached" if met else "target-not-reached"]


def _points(views: StatementViews, indicator: Indicator) -> str:
    if indicator.score is None:
        return grouped(indicator.points) if indicator.points is not None else ""
    if indicator.points is None:
        return grouped(indicator.score)
    return views.words.say("points-of", score=grouped(indicator.score), points=grouped(indicator.points))


def _judged(views: StatementViews, evaluation: Evaluation) -> str:
    """`The body gave itself 92.5 points; its grade is “good”.`"""
    by = views.words[f"judged-by-{evaluation.by}"]
    grade = evaluation.grade[views.lang] if evaluation.grade else ""
    if evaluation.score is None:
        return views.words.say("judged-grade", by=by, grade=grade) if grade else ""
    key = "judged-score-grade" if grade else "judged-score"
    return views.words.say(key, by=by, score=grouped(evaluation.score), grade=grade)
