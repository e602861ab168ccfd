"""What one entity's figures give to the pages of terms, as fingerprints: such a page is made again only when one of them changes.

A page of a term shows the figures of a few entities in full, which it loads; this tells whether it has to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetbook.arithmetic.finding import Finding, FindingIndex
from budgetbook.arithmetic.ledger import Ledger, ledgers_of
from budgetbook.arithmetic.prior_year import change_since, prior_value
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.content.content import Content
from budgetbook.infra.cache.blobs import fingerprint

KIND = "terms"
FIGURES = "figures/"
"""Before the concept in the name of a part."""


def contribute(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> dict[str, str]:
    """Contribute, for each concept that a statement of the entity reports, the fingerprint of all that a page shows of it."""
    ledgers = ledgers_of(content).values()
    names = [entity.short for entity in content.entities.values()]
    indices = {name: FindingIndex(some) for name, some in findings.items()}
    return {
        f"{FIGURES}{concept}": fingerprint(
            names, *(tuple(_describe(ledger, concept, indices[ledger.statement.id])) for ledger in ledgers)
        )
        for concept in content.concepts
        if any(ledger.reports(concept) for ledger in ledgers)
    }


def _describe(ledger: Ledger, concept: str, findings: FindingIndex) -> Iterator[object]:
    """What a statement prints of a concept, what follows from it, and how it was judged."""
    statement = ledger.statement
    yield statement.id, statement.fiscal_year, statement.phase, statement.compares_with, statement.is_unchecked
    yield ledger.figure(concept)
    for level in ledger.levels:
        if value := ledger.known_value(concept, level):
            yield level, value.amount, value.is_computed
    if prior := prior_value(ledger, concept):
        yield prior.amount, prior.how, prior.year, prior.source.statement.id
    if change := change_since(ledger, concept):
        yield change.amount
    yield [(finding.rule, rate_outcome(finding)) for finding in findings.by_anchor.get(concept, ())]
