"""The parts that the rules require of a statement, and whether it has them."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.arithmetic.prior_year import change_since
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.model import Profile
from budgetbook.content.statement import PlaceName
from budgetbook.pages.views.statement import StatementPresenter

_GLOSSARY = "名词解释"
"""What every document calls its glossary."""


@dataclass(frozen=True, slots=True)
class RequirementView:
    """One thing that the rules require, and whether this document has it."""

    name: str
    explain: str
    is_met: bool
    word: str
    """`in this document` / `not in this document`."""


def requirement_views(presenter: StatementPresenter, profile: Profile) -> tuple[RequirementView, ...]:
    """List the requirements except tables, which have their own list; missing ones first.

    A requirement is met if every figure that it asks for is reported, and every part that no figure shows is present.
    """
    requirements, part_presence = [], _part_presence(presenter)
    for requirement in (each for each in profile.requirements.values() if each.table is None):
        by_figures = all(concept in presenter.statement.figures for concept in requirement.concepts)
        is_met = by_figures and (requirement.given_by is None or part_presence.get(requirement.given_by, False))
        word = presenter.phrases["in-this-document" if is_met else "not-in-this-document"]
        requirements.append(RequirementView(requirement.name[presenter.lang], requirement.explain[presenter.lang], is_met, word))
    return tuple(sorted(requirements, key=lambda view: view.is_met))


def _part_presence(presenter: StatementPresenter) -> dict[str, bool]:
    """Tell for each part that no figure shows whether the document has it."""
    statement = presenter.statement
    return {
        "published": statement.source.published is not None,
        "url": statement.source.url is not None,
        "reasons": _has_reasons(presenter),
        "glossary": "glossary-terms" in statement.facts or any(_is_glossary(place) for place in statement.places.values()),
        "functional": any(b.by == "functional" and _finest(b) == 7 for b in statement.breakdowns.values()),
        "indicators": bool(statement.performance or any(p.indicators for p in statement.projects.values())),
        "economic": any(b.by == "economic" and _finest(b) == 5 for b in statement.breakdowns.values()),
    }


def _is_glossary(place: PlaceName) -> bool:
    """Tell whether the document has its glossary there. A name alone may come of the year before, from which `new` takes it."""
    return _GLOSSARY in place.name.as_printed and bool(place.lines or place.spots)


def _finest(breakdown: Breakdown) -> int:
    """The number of digits of a table's finest code."""
    return max((len(row.code or "") for row in breakdown.rows), default=0)


def _has_reasons(presenter: StatementPresenter) -> bool:
    """True if each money figure that changed has a reason, its own or one of its parts'; False without figures."""
    figures = presenter.statement.figures
    for concept, figure in figures.items():
        change, says = change_since(presenter.ledger, concept), figure.printed
        mine = change is not None and change.prior.how != "earlier"
        has_changed = bool(change.amount.value) if change and mine else bool(says and says.change)
        parts = (figures[part] for part in presenter.content.concepts[concept].parts if part in figures)
        if has_changed and not any(each.reason for each in (figure, *parts)):
            return False
    return bool(figures)
