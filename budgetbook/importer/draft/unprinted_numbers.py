"""Takes out of a draft what its document does not print where the draft says, so that no draft contradicts its control list."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.control_list import ControlList
from budgetbook.content.yaml.reader import Path
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.entries import DraftEntry
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.validation.number_balance import Balance, compute_balances
from budgetbook.validation.number_claims import NumberClaim


def remove_unprinted(draft: StatementDraft, numbers: ControlList) -> None:
    """Remove each number that is typed more often than printed at its place, and list it among what was not read.

    A number beside an amount, or a further reading, goes alone. With an amount goes its entry, with a cell its table.
    """
    for balance in compute_balances(dry_run.build_statement(draft, numbers)):
        for claim in _surplus_claims(balance):
            if _remove_number(draft, claim.path):
                field_name = ".".join(map(str, claim.path))
                draft.unread_parts.append(f"{claim.place}: {field_name}: {claim.digits}, not printed there / 那里没有印")
    for entries in (draft.figures, draft.projects, *draft.lines.values()):
        for entry in entries.values():
            _remove_empty_fields(entry)


def _surplus_claims(balance: Balance) -> Iterator[NumberClaim]:
    """The claims to give up: as many as there are too many of, amounts last."""
    surplus = balance.surplus.copy()
    for claim in sorted(balance.claims, key=lambda claim: claim.path[-1] == "amount"):
        if surplus[claim.digits] > 0:
            surplus[claim.digits] -= 1
            yield claim


def _remove_number(draft: StatementDraft, path: Path) -> bool:
    """Remove the number at a path of the statement's file; False if it is gone already."""
    match path:
        case ("figures", str(concept), *field):
            return _remove_field(draft.figures, concept, field)
        case ("projects", str(name), *field):
            return _remove_field(draft.projects, name, field)
        case ("breakdowns", str(table), "lines", str(code), *field):
            return _remove_field(draft.lines.get(table, {}), code, field)
        case ("breakdowns", str(table), *_):
            draft.lines.pop(table, None)
            return draft.breakdowns.pop(table, None) is not None
        case _:
            return False


def _remove_field(entries: dict[str, DraftEntry], name: str, field: list[str | int]) -> bool:
    """Remove a number of an entry, or the entry with its amount."""
    if name not in entries:
        return False
    fields, role = entries[name].fields, str(field[-1])
    match field:
        case ["readings", int(index), _]:
            fields["readings"][index] = {}  # the list keeps its length while other paths count on it
        case ["printed", _]:
            fields["printed"].pop(role, None)
        case ["amount"]:
            del entries[name]
        case _:
            fields.pop(role, None)
    fields.get("elsewhere", {}).pop(role, None)
    return True


def _remove_empty_fields(entry: DraftEntry) -> None:
    if "readings" in entry.fields:
        entry.fields["readings"] = [reading for reading in entry.fields["readings"] if reading]
    entry.fields = {key: value for key, value in entry.fields.items() if value not in ({}, [])}
