"""The mentions of one figure in; its entry for a statement's file out: first printed, further readings, what disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from budgetbook.content.statement import Basis
from budgetbook.importer.mention import Mention
from budgetbook.importer.vocabulary import MONEY, Vocabulary

Fields = dict[str, Any]


@dataclass
class Entry:
    """One figure: what goes into the file, and what the editor should see beside it."""

    fields: Fields = field(default_factory=dict)
    evidence: list[str] = field(default_factory=list)
    """Role, place and words of each number."""
    conflicts: list[str] = field(default_factory=list)
    """What the document prints a second time, and otherwise, that no field holds."""


def make(mentions: Sequence[Mention], vocabulary: Vocabulary, own_unit: str, basis: Basis) -> Entry:
    """All that the document says of one figure. `own_unit` is the unit that needs no mention."""
    entry = Entry()
    amounts = [m for m in mentions if m.role == "amount" and m.digits]
    _amount(entry, amounts, own_unit)
    for role in ("prior", "budget", "adjusted"):
        _level(entry, role, [m for m in mentions if m.role == role and m.digits])
    if found := next((m.basis for m in mentions if m.basis and m.basis != basis), None):
        entry.fields["basis"] = found
    _printed(entry, mentions, own_unit)
    _level(entry, "share", [m for m in mentions if m.role == "share" and m.digits])
    entry.fields["at"] = (amounts or list(mentions))[0].place
    _state(entry, mentions, vocabulary)
    if as_of := next((m.as_of for m in amounts if m.as_of), ""):
        entry.fields["as_of"] = as_of
    _readings(entry, amounts)
    return entry


def same_unit(first: str, second: str) -> bool:
    """Whether two units need no telling apart: 个, 家 and 项 are measure words of one count, 人 and 名 of people and posts."""
    return first == second or {first, second} <= {"个", "家", "项"} or {first, second} <= {"人", "名"}


def said(mention: Mention) -> str:
    """A number with its place and words, on one line."""
    words = " ".join(mention.evidence.split())
    return f"{mention.role} {mention.digits}{mention.unit}, {mention.spot}: {words}"


def _amount(entry: Entry, amounts: Sequence[Mention], own_unit: str) -> None:
    if amounts:
        entry.fields["amount"] = amounts[0].spelt
        if not same_unit(amounts[0].unit, own_unit):
            entry.fields["unit"] = amounts[0].unit
    entry.evidence += [said(m) for m in amounts]


def _level(entry: Entry, role: str, found: Sequence[Mention]) -> None:
    if not found:
        return
    entry.fields[role] = found[0].spelt
    entry.evidence += [said(m) for m in found]
    entry.conflicts += [said(m) for m in found[1:] if m.value != found[0].value or not same_unit(m.unit, found[0].unit)]


def _printed(entry: Entry, mentions: Sequence[Mention], own_unit: str) -> None:
    """Direction, size and percentage of the change."""
    changes = [m for m in mentions if m.role == "change" and m.digits]
    percents = [m for m in mentions if m.role == "percent" and m.digits]
    directions = [m for m in mentions if m.direction]
    printed: Fields = {}
    if directions:
        printed["direction"] = directions[0].direction
        entry.conflicts += [f"{m.direction}: {said(m)}" for m in directions[1:] if m.direction != directions[0].direction]
    for name, found in (("change", changes), ("percent", percents)):
        if found:
            printed[name] = found[0].spelt
            entry.evidence += [said(m) for m in found]
            entry.conflicts += [said(m) for m in found[1:] if m.value != found[0].value]
    if changes and changes[0].unit in MONEY and changes[0].unit != (_unit_of(mentions) or own_unit):
        printed["unit"] = changes[0].unit
    if printed:
        entry.fields["printed"] = printed


def _unit_of(mentions: Iterable[Mention]) -> str:
    return next((m.unit for m in mentions if m.role == "amount" and m.digits), "")


def _state(entry: Entry, mentions: Sequence[Mention], vocabulary: Vocabulary) -> None:
    """None at all, not printed, or a 0 whose money somebody else keeps; the words for that are the dictionary's."""
    amount = entry.fields.get("amount")
    reasons = [m.reason for m in mentions if m.reason]
    if amount is None:
        entry.fields["state"] = "nil" if any(m.nil for m in mentions) else "not-printed"
    elif not float(amount) and "held-centrally" in vocabulary.concepts:
        about = vocabulary.concepts["held-centrally"]
        if any(word in reason for reason in reasons for word in (about.name.zh, *about.also)):
            entry.fields["state"] = "held-centrally"
    entry.evidence += [f"reason: {reason[:80]}" for reason in reasons if reason]


def _readings(entry: Entry, amounts: Sequence[Mention]) -> None:
    """Every further place that prints the figure."""
    readings = []
    for mention in amounts[1:]:
        reading: Fields = {"amount": mention.spelt}
        if not same_unit(mention.unit, amounts[0].unit):
            reading["unit"] = mention.unit
        readings.append(reading | {"at": mention.place})
    if readings:
        entry.fields["readings"] = readings
