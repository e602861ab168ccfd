"""What a statement lists under a whole without claiming to be complete, and what the list leaves."""

from __future__ import annotations

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.term import Term, total_of


def list_itemised_terms(ledger: Ledger, concept: str) -> list[Term]:
    """Terms that the statement lists under a whole without claiming to be complete: its projects and its `of_which` parts."""
    definition = ledger.concepts[concept]
    terms: list[Term] = []
    if definition.itemised_by == "projects" and definition.measure == "money":
        for name in ledger.statement.projects:
            amount = ledger.project_amount(name).to_unit(ledger.unit(concept))
            terms.append(Term("+" if terms else "", name, "amount", amount))
    for part in definition.of_which:
        if part_value := ledger.known_value(part, "amount"):
            amount = part_value.amount.to_unit(ledger.unit(concept))
            terms.append(Term("+" if terms else "", part, "amount", amount, part_value.is_computed))
    return terms


def compute_remainder(ledger: Ledger, concept: str) -> Amount | None:
    """What the itemised terms leave of a whole; for a count of projects, how many are not named."""
    whole = ledger.known_value(concept, "amount")
    if whole is None:
        return None
    definition = ledger.concepts[concept]
    if definition.itemised_by == "projects" and definition.measure == "count":
        return Amount(whole.amount.value - len(ledger.statement.projects), whole.amount.unit)
    terms = list_itemised_terms(ledger, concept)
    return Amount(whole.amount.value - total_of(terms), whole.amount.unit) if terms else None
