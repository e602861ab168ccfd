"""A figure of a statement in; what the document says of its change out, to the letter and in the reader's own units."""

from __future__ import annotations

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.content.statement import Direction
from budgetbook.text.phrases import Phrases

_DIRECTIONS = {"increase": "word-increase", "decrease": "word-decrease", "unchanged": "word-unchanged"}


def printed_change(ledger: Ledger, concept: str, phrases: Phrases) -> tuple[str, str]:
    """What is printed of a change, and the same in the reader's own units; nothing for neither amount nor percentage."""
    figure = ledger.figure(concept)
    says = figure.printed if figure else None
    if says is None or (says.change is None and says.percent is None):
        return "", ""
    change = Amount(says.change, says.unit or ledger.unit(concept)) if says.change is not None else None
    sizes = [money.format_as_printed(change)] if change else []
    percent = [f"{says.percent}%"] if says.percent is not None else []
    reader_text = _change_sentence(
        phrases, says.direction, [money.format_for_prose(change, phrases.lang)] if change else [], percent
    )
    if phrases.lang == "zh":
        return _change_sentence(phrases, says.direction, sizes, percent), reader_text
    return ", ".join(sizes + percent) if sizes else reader_text, reader_text


def _change_sentence(phrases: Phrases, direction: Direction | None, change: list[str], percent: list[str]) -> str:
    """`a decrease of 594,300 yuan, 6.6%`; without a direction the numbers alone."""
    sizes = ("，" if phrases.lang == "zh" else ", ").join(change + percent)
    return phrases.say("printed-change", direction=phrases[_DIRECTIONS[direction]], change=sizes) if direction else sizes
