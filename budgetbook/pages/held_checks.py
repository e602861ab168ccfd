"""The checks that hold on the lines of a table: told once for the page, each line naming those that hold for it.

A line's sums stand in the table itself: its parts below it, its columns beside it. To write each of them out again took half of
such a page. What each check compared is in the table `findings` of the open data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from budgetbook.arithmetic.finding import Finding
from budgetbook.pages.views.findings import FindingPresenter
from budgetbook.text.tally import write_count


@dataclass(frozen=True, slots=True)
class HeldCheck:
    """One rule that holds on lines of a table."""

    question: str
    """The rule as a reader would say it."""
    count: str
    """How often it holds: `42 add up`."""
    example: str
    """The working of the finding with the most terms; empty if the rule compares no numbers."""


@dataclass(slots=True)
class HeldChecks:
    """Gathers them line by line, the rules in the order in which they are met."""

    presenter: FindingPresenter
    _counts: Counter[str] = field(default_factory=Counter)
    _examples: dict[str, Finding] = field(default_factory=dict)

    def add(self, findings: Iterable[Finding]) -> tuple[int, ...]:
        """Take in the findings of a line that hold: the numbers of their rules, as in `views`."""
        rules: dict[str, None] = {}
        for finding in findings:
            rules[finding.rule] = None
            self._counts[finding.rule] += 1
            best = self._examples.setdefault(finding.rule, finding)
            if len(finding.terms) > len(best.terms):
                self._examples[finding.rule] = finding
        order = list(self._counts)
        return tuple(order.index(rule) for rule in rules)

    def views(self) -> tuple[HeldCheck, ...]:
        """What was gathered, in words."""
        phrases = self.presenter.explainer.phrases
        examples = {rule: self.presenter.present(finding) for rule, finding in self._examples.items()}
        return tuple(
            HeldCheck(examples[rule].question, write_count("holds", count, phrases), examples[rule].calculation)
            for rule, count in self._counts.items()
        )
