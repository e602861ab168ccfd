"""Keeps, of all that a document says of a figure and last year, the one comparison that a figure holds.

Last year has several figures of one thing: its budget, the budget as changed, what is thought to be spent and what was. A change
is from one of them, so that it is never held against another: 比上年预算增加4万元 says nothing of 上年决算数7万元.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.content.figure import Basis
from budgetbook.importer.mention import Mention

Stage = Literal["budget", "adjusted", "outcome"]
_STAGES: dict[Basis | None, Stage] = {
    "initial-budget": "budget",
    "adjusted-budget": "adjusted",
    "executed": "outcome",
    "final-accounts": "outcome",
}


@dataclass(frozen=True)
class OwnComparison:
    """What a document compares its figures with, as a rule."""

    basis: Basis
    """The kind of last year's figure that it mostly names."""
    is_final_accounts: bool

    @property
    def stage(self) -> Stage:
        """The stage of last year's figure that the document means where it says no more than 上年."""
        return "outcome" if self.is_final_accounts else _STAGES.get(self.basis, "budget")

    def keep_own(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """Of the mentions of one figure, those of one comparison and all that is no comparison.

        The document's own stage comes before others. Last year's figure of another stage stays only if the change comes out with
        it: a document may call the same figure by several names.
        """
        amounts = [m for m in mentions if m.role == "amount" and m.digits]
        comparisons = _drop_restated([m for m in mentions if _compares(m)], amounts)
        stages = {self._stage(m) for m in comparisons}
        if len(stages) == 1 and len({m.basis for m in comparisons}) > 1:
            comparisons = self._prefer_named_basis(comparisons)
        elif len(stages) > 1:
            comparisons = self._choose(comparisons, amounts)
        elif self.is_final_accounts and stages != {self.stage} and not any(m.role != "prior" for m in comparisons):
            comparisons = []  # what was done is compared with what was done: last year's budget alone is none of its figures
        kept_ids = {id(m) for m in comparisons}
        return [m for m in mentions if not _compares(m) or id(m) in kept_ids]

    def _prefer_named_basis(self, comparisons: list[Mention]) -> list[Mention]:
        """Those of the document's own basis, where the figure is compared with that and with another of the same stage."""
        if self.basis not in {m.basis for m in comparisons}:
            return comparisons
        return [m for m in comparisons if m.basis in (None, self.basis)]

    def _choose(self, comparisons: list[Mention], amounts: Sequence[Mention]) -> list[Mention]:
        stages = [self._stage(m) for m in comparisons if m.role != "prior"] or [self._stage(m) for m in comparisons]
        stage = self.stage if self.stage in stages else stages[0]
        changes = [m for m in comparisons if m.role != "prior" and self._stage(m) == stage]
        priors = [m for m in comparisons if m.role == "prior"]
        own_priors = [m for m in priors if self._stage(m) == stage]
        is_open = not any(m.basis for m in changes)
        if changes and (is_open or not own_priors) and not any(_comes_out(amounts, p, changes) for p in own_priors):
            own_priors = [p for p in priors if _comes_out(amounts, p, changes)] or own_priors
        return changes + own_priors

    def _stage(self, mention: Mention) -> Stage:
        return _STAGES.get(mention.basis, self.stage)


def _drop_restated(comparisons: list[Mention], amounts: Sequence[Mention]) -> list[Mention]:
    """Without what counts a year otherwise than it is printed, unless that comes out with the printed figures all the same."""
    restated_ones = [m for m in comparisons if m.is_restated]
    plain = [m for m in comparisons if not m.is_restated]
    if not restated_ones or any(m.role != "prior" for m in plain):
        return plain
    priors = plain or [m for m in restated_ones if m.role == "prior"]
    changes = [m for m in restated_ones if m.role != "prior"]
    if any(_comes_out(amounts, prior, changes) for prior in priors):
        return plain + restated_ones if not plain else plain + changes
    return plain if priors else _keep_rate_of_change(changes, amounts)


def _keep_rate_of_change(changes: list[Mention], amounts: Sequence[Mention]) -> list[Mention]:
    """A change and its percentage, if they agree with the amount; else nothing: last year's figure would not be a printed one."""
    change = next((m for m in changes if m.role == "change" and m.digits and m.direction in ("increase", "decrease")), None)
    percents = [m for m in changes if m.role == "percent"]
    amount = next((m for m in amounts if m.unit in MONEY), None)
    if change is None or amount is None or not percents:
        return []
    size = _in_base_unit(change)
    prior = _in_base_unit(amount) - (size if change.direction == "increase" else -size)
    agrees = prior > 0 and all(abs(size / prior * 100 - abs(p.value)) <= _digit_step(p) for p in percents)
    return changes if agrees else []


def _compares(mention: Mention) -> bool:
    """True if a mention speaks of last year: its figure, a change since then, or that there was none."""
    return mention.role == "prior" or mention.role in ("change", "percent") or mention.direction is not None


def _comes_out(amounts: Iterable[Mention], prior: Mention, changes: Sequence[Mention]) -> bool:
    """True if everything that is said of the change is right from this figure of last year."""
    amount = next((m for m in amounts if (m.unit in MONEY) == (prior.unit in MONEY)), None)
    if amount is None or not prior.digits:
        return False
    difference, base = _in_base_unit(amount) - _in_base_unit(prior), _in_base_unit(prior)
    # Half of the coarsest last digit: three numbers that were rounded each for itself may differ by more, and tell nothing then.
    slack = max(_last_place(amount), _last_place(prior)) / 2
    for change in changes:
        if change.direction is not None and not _goes(change, difference, slack):
            return False
        change_slack = max(slack, _last_place(change) / 2)
        if change.role == "change" and abs(abs(difference) - abs(_in_base_unit(change))) > change_slack:
            return False
        if change.role == "percent":
            percent = abs(difference) / base * 100 if base else Decimal(0)
            if abs(percent - abs(change.value)) > _digit_step(change):
                return False
    return True


def _goes(change: Mention, difference: Decimal, slack: Decimal) -> bool:
    """True if a difference goes the way that a mention says."""
    if change.direction == "unchanged":
        return abs(difference) <= slack
    return difference > 0 if change.direction == "increase" else difference < 0


def _in_base_unit(mention: Mention) -> Decimal:
    return Amount(mention.value, read_unit(mention.unit)).to_base_unit() if mention.unit in MONEY else mention.value


def _last_place(mention: Mention) -> Decimal:
    step = _digit_step(mention)
    return Amount(step, read_unit(mention.unit)).to_base_unit() if mention.unit in MONEY else step


def _digit_step(mention: Mention) -> Decimal:
    """What the last printed digit counts."""
    exponent = mention.value.as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))
