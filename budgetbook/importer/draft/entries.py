"""Makes the entry of one figure from all its mentions: the first number printed, further readings, and contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from budgetbook.arithmetic.money import Amount, without_trailing_zeros
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit, same_count
from budgetbook.importer.draft.own_comparison import OwnComparison
from budgetbook.importer.mention import Mention
from budgetbook.importer.vocabulary import Vocabulary

Fields = dict[str, Any]


@dataclass
class DraftEntry:
    """One figure: the fields for the file, and the comments for the editor beside it."""

    fields: Fields = field(default_factory=dict)
    evidence: list[str] = field(default_factory=list)
    """Role, place and words of each number."""
    conflicts: list[str] = field(default_factory=list)
    """Numbers that contradict the first one printed and that no field holds."""


def make_entry(mentions: Sequence[Mention], vocabulary: Vocabulary, own_unit: str, comparison: OwnComparison) -> DraftEntry:
    """The entry of one figure. `own_unit` is the unit that the file need not state."""
    entry = DraftEntry()
    mentions = comparison.keep_own(mentions)
    all_amounts = [m for m in mentions if m.role == "amount" and m.digits]
    amounts = [m for m in all_amounts if (m.unit in MONEY) == (own_unit in MONEY)]
    entry.conflicts += [format_evidence(m) for m in all_amounts if m not in amounts]  # no count is an amount of money
    _add_amount(entry, amounts, own_unit)
    unit = amounts[0].unit if amounts else own_unit
    for role in ("prior", "budget", "adjusted"):
        _add_money_level(entry, role, [m for m in mentions if m.role == role and m.digits], unit)
    named_bases = [m.basis for m in mentions if m.basis and not m.table and m.role != "completion"]
    if other_basis := next((basis for basis in named_bases if basis != comparison.basis), None):
        entry.fields["basis"] = other_basis
    _add_printed_change(entry, mentions, own_unit)
    _add_outcome(entry, [m for m in mentions if m.role == "completion"])
    _add_level(entry, "share", [m for m in mentions if m.role == "share" and m.digits])
    _add_places(entry, amounts or mentions, mentions)
    _add_state(entry, mentions, vocabulary)
    if as_of := next((m.as_of for m in amounts if m.as_of), ""):
        entry.fields["as_of"] = as_of
    _add_readings(entry, amounts)
    return entry


def add_further_parts(entry: DraftEntry, further_mentions: Sequence[Mention], own_unit: str) -> None:
    """Add what the document lists among the figure's parts and the dictionary does not know as one."""
    unit = read_unit(entry.fields.get("unit", own_unit))
    amounts = [Amount(m.value, read_unit(m.unit)).to_unit(unit).value if m.unit in MONEY else m.value for m in further_mentions]
    if amounts:
        entry.fields["further_parts"] = [f"{without_trailing_zeros(amount):f}" for amount in amounts]


def format_evidence(mention: Mention) -> str:
    """A number with its location and words, on one line."""
    words = " ".join(mention.evidence.split())
    return f"{mention.role} {mention.digits}{mention.unit}, {mention.spot}: {words}"


def _is_other_money_unit(unit: str, own_unit: str) -> bool:
    """True for a unit that has to be stated; of a count there is one, whatever its measure word is: 编制10名, 编制10个."""
    return unit in MONEY and unit != own_unit


def _add_amount(entry: DraftEntry, amounts: Sequence[Mention], own_unit: str) -> None:
    if amounts:
        entry.fields["amount"] = amounts[0].plain_digits
        if _is_other_money_unit(amounts[0].unit, own_unit):
            entry.fields["unit"] = amounts[0].unit
    entry.evidence += [format_evidence(m) for m in amounts]


def _add_money_level(entry: DraftEntry, role: str, mentions: Sequence[Mention], unit: str) -> None:
    """Add what the figure was in another stage or year, as far as it is printed in the figure's own unit: it has but one."""
    own = [m for m in mentions if m.unit not in MONEY or unit not in MONEY or m.unit == unit]
    _add_level(entry, role, own)
    entry.conflicts += [format_evidence(m) for m in mentions if m not in own]


def _add_level(entry: DraftEntry, role: str, mentions: Sequence[Mention]) -> None:
    if not mentions:
        return
    entry.fields[role] = mentions[0].plain_digits
    entry.evidence += [format_evidence(m) for m in mentions]
    entry.conflicts += [
        format_evidence(m) for m in mentions[1:] if m.value != mentions[0].value or not same_count(m.unit, mentions[0].unit)
    ]


def _add_outcome(entry: DraftEntry, mentions: Sequence[Mention]) -> None:
    """Add the rate of completion, the budget that it is of, and the word for how the outcome stands to the budget."""
    rates = [m for m in mentions if m.digits]
    _add_level(entry, "completion", rates)
    if rates and rates[0].basis in _BUDGETS:
        entry.fields["completion_of"] = _BUDGETS[rates[0].basis]
    outcomes = [m for m in mentions if m.outcome]
    if outcomes:
        entry.fields["outcome"] = outcomes[0].outcome
        entry.conflicts += [f"{m.outcome}: {format_evidence(m)}" for m in outcomes[1:] if m.outcome != outcomes[0].outcome]


_BUDGETS: dict[str | None, str] = {"initial-budget": "budget", "adjusted-budget": "adjusted"}


def _add_printed_change(entry: DraftEntry, mentions: Sequence[Mention], own_unit: str) -> None:
    """Add direction, size and percentage of the change."""
    changes = [m for m in mentions if m.role == "change" and m.digits]
    percents = [m for m in mentions if m.role == "percent" and m.digits]
    directions = [m for m in mentions if m.direction]
    printed_change: Fields = {}
    if directions:
        printed_change["direction"] = directions[0].direction
        entry.conflicts += [
            f"{m.direction}: {format_evidence(m)}" for m in directions[1:] if m.direction != directions[0].direction
        ]
    for name, role_mentions in (("change", changes), ("percent", percents)):
        if role_mentions:
            printed_change[name] = role_mentions[0].plain_digits.removeprefix("-")
            entry.evidence += [format_evidence(m) for m in role_mentions]
            entry.conflicts += [format_evidence(m) for m in role_mentions[1:] if abs(m.value) != abs(role_mentions[0].value)]
    if changes and changes[0].unit in MONEY and changes[0].unit != (_find_amount_unit(mentions) or own_unit):
        printed_change["unit"] = changes[0].unit
    if printed_change:
        entry.fields["printed"] = printed_change


def _add_places(entry: DraftEntry, own: Sequence[Mention], mentions: Sequence[Mention]) -> None:
    """Add the figure's place, that of the first of `own`, and by role those of numbers that are printed elsewhere."""
    entry.fields["at"] = own[0].place
    printed_change = entry.fields.get("printed", {})
    first_mentions: dict[str, Mention] = {}
    for mention in mentions:
        if mention.digits and (mention.role in entry.fields or mention.role in printed_change):
            first_mentions.setdefault(mention.role, mention)
    if "direction" in printed_change:
        first_mentions.setdefault("change", next(m for m in mentions if m.direction))
    elsewhere = {role: m.place for role, m in first_mentions.items() if role != "amount" and m.place != own[0].place}
    if elsewhere:
        entry.fields["elsewhere"] = elsewhere


def _find_amount_unit(mentions: Iterable[Mention]) -> str:
    return next((m.unit for m in mentions if m.role == "amount" and m.digits), "")


def _add_state(entry: DraftEntry, mentions: Sequence[Mention], vocabulary: Vocabulary) -> None:
    """Add the state: none at all, not printed, or a 0 whose money somebody else keeps, by the words of the dictionary."""
    amount = entry.fields.get("amount")
    reasons = [m.reason for m in mentions if m.reason]
    if amount is None:
        entry.fields["state"] = "nil" if any(m.nil for m in mentions) else "not-printed"
    elif not float(amount) and "held-centrally" in vocabulary.concepts:
        definition = vocabulary.concepts["held-centrally"]
        if any(word in reason for reason in reasons for word in (definition.name.as_printed, *definition.also)):
            entry.fields["state"] = "held-centrally"
    entry.evidence += [f"reason: {reason[:80]}" for reason in reasons if reason]


def _add_readings(entry: DraftEntry, amounts: Sequence[Mention]) -> None:
    """Add every further place that prints the figure."""
    readings = []
    for mention in amounts[1:]:
        reading_fields: Fields = {"amount": mention.plain_digits}
        if _is_other_money_unit(mention.unit, amounts[0].unit):
            reading_fields["unit"] = mention.unit
        readings.append(reading_fields | {"at": mention.place})
    if readings:
        entry.fields["readings"] = readings
