"""Doubts a revenue that is much less than the body spends, where the document also prints a revenue as large as what it spends.

The fees that a body collects for the treasury are called its revenue too: 部门收入60万元, 可支配收入900万元, 支出预算900万元.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.importer.mention import Mention
from budgetbook.importer.vocabulary import Vocabulary

_MUCH_LESS = Decimal("0.5")
"""Part of what is spent below which a revenue is another one, and no slip."""


def doubt_rival_revenue(mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """The mentions, with doubts where a revenue has a rival that the expenditure confirms; fewer digits of it may be a slip."""
    revenues, expenditures = (_find_totals(mentions, vocabulary, side) for side in vocabulary.config.totals)
    spendings = {_yuan(mention) for mention in expenditures}
    likely = [mention for mention in revenues if _yuan(mention) in spendings]
    rivals = {id(m) for m in revenues if likely and _is_another(m, likely, min(spendings))}
    return [replace(m, status="doubtful") if id(m) in rivals else m for m in mentions]


def _find_totals(mentions: Sequence[Mention], vocabulary: Vocabulary, side: str) -> list[Mention]:
    """The amounts of all money of one side, each printed by itself."""
    return [m for m in mentions if _is_own_amount(m) and vocabulary.side_of(m.concept) == side]


def _is_another(mention: Mention, likely: Sequence[Mention], smallest_spending: Decimal) -> bool:
    is_much_less = _yuan(mention) < _MUCH_LESS * smallest_spending
    return is_much_less and not any(_is_slip(mention, other) for other in likely)


def _is_own_amount(mention: Mention) -> bool:
    is_amount = mention.kind == "figure" and mention.role == "amount" and mention.unit in MONEY and mention.status == "placed"
    return is_amount and not (mention.twin or mention.table or mention.code or mention.project or mention.item_path)


def _is_slip(mention: Mention, other: Mention) -> bool:
    """True if two amounts have the same first digits, so that one may have lost a digit or moved its point."""
    digits, other_digits = (each.digits.replace(",", "").replace(".", "").strip("0") for each in (mention, other))
    return digits[:2] == other_digits[:2]


def _yuan(mention: Mention) -> Decimal:
    return Amount(mention.value, read_unit(mention.unit)).to_base_unit()
