"""Findings as pages show them, and their counts by outcome.

`Html` values are safe markup made by `text/markdown.py`; any other text is plain, and the template escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.pages.models.page import Link
from budgetbook.text.markdown import Html

_TICK_HEIGHTS = {"fails": 16, "last-digit": 9, "wording": 9, "rounding": 9, "untestable": 3, "holds": 9}


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding about one figure, in words."""

    id: str
    """The anchor: `check-basic-expenditure-direction`."""
    concept: str
    name: str
    """The figure's name."""
    rule: str
    """The rule's name in words."""
    question: str
    """The rule as a reader would say it, in one sentence."""
    outcome: str
    """fails, last-digit, wording, rounding, untestable or holds."""
    outcome_word: str
    sentence: str
    """The printed value and the computed one, in one or two sentences."""
    passage: str
    """The passage of the document that it is about, word for word; empty for a finding on numbers."""
    calculation: str
    """`954.12 − 894.69 = +59.43 万元`; empty if there is none."""
    brief: str
    """One line for a list: the calculation if a sum holds, otherwise the sentence."""
    readings: tuple[str, ...]
    """Each reading, if the document cannot settle which figure is wrong."""
    note: Html
    """The editor's note; may be empty."""
    statement: Link
    """The statement that prints it: `Mentougou Science Association 2023`."""
    address: str
    """The figure's address, in this language; of a passage, that of the finding."""
    gap: str
    """The difference between the printed value and the computed one; empty if these are not numbers."""
    duplicates: tuple[FindingView, ...] = ()
    """Findings with the same outcome for the same reason: told once, with each of their places; of one passage, what else
    the rule found in it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of findings by outcome."""

    total: int
    holds: int
    rounding: int
    fails: int
    """Serious failures; those by the last digit and those of words are not among them."""
    last_digit: int
    wording: int
    untestable: int
    sentence: str
    """`61 checks: 40 add up, 3 differ by rounding, 9 do not add up, 9 cannot be checked.`"""
    fails_text: str
    """`9 do not add up`; empty if all do."""
    legend: str
    """What the ticks of its picture mean; empty if all are of one kind."""

    @property
    def testable(self) -> int:
        """The number that could be tested at all."""
        return self.total - self.untestable

    @property
    def width(self) -> int:
        """Width of its picture: five pixels for each finding, at most 750."""
        return min(5 * self.total, 750)

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """The picture as (outcome, path): a tick for each finding, tall if it fails; if there are too many, a block for each."""
        counts = {
            "fails": self.fails,
            "last-digit": self.last_digit,
            "wording": self.wording,
            "rounding": self.rounding,
            "untestable": self.untestable,
            "holds": self.holds,
        }
        paths, position, several = [], 0, self.total > 150
        step: float = 750 / self.total if several else 5
        for outcome, count in counts.items():
            height, block_width = _TICK_HEIGHTS[outcome], round(count * step, 1)
            block = f"M{round(position * step, 1):g} 16h{block_width:g}v-{height}h-{block_width:g}z"
            ticks = "".join(f"M{5 * each} 16h3v-{height}h-3z" for each in range(position, position + count))
            if count:
                paths.append((outcome, block if several else ticks))
            position += count
        return paths
