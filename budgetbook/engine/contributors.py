"""What each body gives to the pages and files that many bodies share, by kind: see `shares.py`."""

from __future__ import annotations

from budgetbook.aggregate.contributions import ENTRY, Contributor, contribute_entry
from budgetbook.opendata import contribution
from budgetbook.pages import compare_rows, findings
from budgetbook.search import entries

CONTRIBUTORS: dict[str, Contributor] = {
    ENTRY: contribute_entry,
    findings.KIND: findings.contribute,
    compare_rows.KIND: compare_rows.contribute,
    contribution.KIND: contribution.contribute_rows,
    entries.CONTRIBUTION: entries.contribute,
}
