"""A figure of a statement in; what the document says of its change out, to the letter and in the reader's own units."""

from __future__ import annotations

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.content.statement import Direction
from budgetbook.text.phrases import Words

_DIRECTIONS = {"increase": "word-increase", "decrease": "word-decrease", "unchanged": "word-unchanged"}


def printed_change(ledger: Ledger, concept: str, words: Words) -> tuple[str, str]:
    """What is printed of a change, and the same in the reader's own units; nothing for neither amount nor percentage."""
    figure = ledger.figure(concept)
    says = figure.printed if figure else None
    if says is None or (says.change is None and says.percent is None):
        return "", ""
    change = Amount(says.change, says.unit or ledger.unit(concept)) if says.change is not None else None
    sizes = [money.printed(change)] if change else []
    percent = [f"{says.percent}%"] if says.percent is not None else []
    said = _said(words, says.direction, [money.bare(change, words.lang)] if change else [], percent)
    if words.lang == "zh":
        return _said(words, says.direction, sizes, percent), said
    return ", ".join(sizes + percent) if sizes else said, said


def _said(words: Words, direction: Direction | None, change: list[str], percent: list[str]) -> str:
    """`a decrease of 594,300 yuan, 6.6%`; without a direction the numbers alone."""
    sizes = ("，" if words.lang == "zh" else ", ").join(change + percent)
    return words.say("printed-change", direction=words[_DIRECTIONS[direction]], change=sizes) if direction else sizes
