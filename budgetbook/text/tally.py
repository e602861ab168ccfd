"""How the checks of a document ended, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from budgetbook.arithmetic.severity import Outcome
from budgetbook.text.phrases import Phrases

_ORDER: tuple[Outcome, ...] = ("fails", "last-digit", "wording", "rounding", "holds", "untestable")
"""The order in which a sentence counts the endings: the serious ones lead."""


def write_tally(counts: Mapping[Outcome, int], phrases: Phrases) -> str:
    """Format as `3 checks: 2 add up, 1 cannot be checked.`; an outcome without findings is left out."""
    total = sum(counts.values())
    if not total:
        return phrases.say("tally-none")
    parts = [write_count(outcome, number, phrases) for outcome in _ORDER if (number := counts.get(outcome, 0))]
    return phrases.say("tally-one" if total == 1 else "tally", count=phrases.count(total), parts=phrases.join_parts(parts))


def write_count(outcome: Outcome, number: int, phrases: Phrases) -> str:
    """Format as `2 add up`."""
    return phrases.say(f"tally-{outcome}-one" if number == 1 else f"tally-{outcome}", count=phrases.count(number))
