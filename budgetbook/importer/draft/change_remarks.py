"""Remarks on changes: those of a figure's parts, added up, make the change of the figure.

No rule is sure of it, as a document may compare a part with another figure of last year than its whole without saying so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_sum
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.content.model import Concept
from budgetbook.importer.draft.remarks import DraftRemark, Figures, say_amount

_SIGNS = {"increase": 1, "decrease": -1, "unchanged": 0}


def remark_on_changes(figures: Figures, concepts: Mapping[str, Concept]) -> Iterator[DraftRemark]:
    """Yield each whole whose change is not what the changes of its parts come to, where those printed make up its amount.

    Where last year's figures are printed, rules say it of them.
    """
    for concept, fields in figures.items():
        parts = [figures[part] for part in concepts[concept].parts if part in figures]
        every = [fields, *parts]
        if (
            _may_have_had_more(concept, figures, concepts)
            or not parts
            or all("prior" in each for each in every)
            or len({each.get("basis") for each in every}) > 1
        ):
            continue
        amounts, changes = [list(map(read, every)) for read in (_read_amount, _read_change)]
        known_amounts, known_changes = [[each for each in group if each is not None] for group in (amounts, changes)]
        if len(known_amounts) < len(every) or len(known_changes) < len(every) or not _make_whole(known_amounts):
            continue
        if not _make_whole(known_changes):
            whole, *part_changes = known_changes
            finding = Finding(
                "draft", concept, "sum-of-changes", "change", "remark", _say_change(whole), _say_change(_add(part_changes, whole))
            )
            yield DraftRemark(finding, str(fields.get("at", "")), "")


def _may_have_had_more(concept: str, figures: Figures, concepts: Mapping[str, Concept]) -> bool:
    """True if money from earlier years is a part of the whole that the text does not tell of: last year may have had some."""
    return any(concepts[part].use for part in concepts[concept].parts if part not in figures)


def _read_amount(fields: Mapping[str, object]) -> Amount | None:
    unit = str(fields.get("unit", ""))
    return Amount(Decimal(str(fields["amount"])), read_unit(unit)) if "amount" in fields and unit in MONEY else None


def _read_change(fields: Mapping[str, object]) -> Amount | None:
    """The printed change in the figure's own unit, below zero for a decrease; None if it is not known to the digit."""
    words = fields.get("printed")
    unit = str(fields.get("unit", ""))
    if not isinstance(words, Mapping) or words.get("direction") not in _SIGNS or unit not in MONEY or "unit" in words:
        return None
    sign = _SIGNS[words["direction"]]
    if sign and "change" not in words:
        return None
    return Amount(sign * Decimal(str(words["change"])) if sign else Decimal(0), read_unit(unit))


def _make_whole(amounts: list[Amount]) -> bool:
    """True if the first of several amounts is the others together."""
    whole, *parts = amounts
    in_unit = [part.to_unit(whole.unit) for part in parts]
    return compare_sum(whole, _add(parts, whole), in_unit).verdict != "fails"


def _add(parts: list[Amount], whole: Amount) -> Amount:
    return Amount(sum((part.to_unit(whole.unit).value for part in parts), Decimal(0)), whole.unit)


def _say_change(change: Amount) -> str:
    return f"{'+' if change.value > 0 else ''}{say_amount(change)}"
