"""What each body gives to the pages and files that many bodies share, by kind: see `shares.py`."""

from __future__ import annotations

from budgetbook.aggregate.contributions import ENTRY, Giver, give_entry
from budgetbook.opendata import contribution
from budgetbook.pages import compare_rows, findings
from budgetbook.search import entries

GIVERS: dict[str, Giver] = {
    ENTRY: give_entry,
    findings.KIND: findings.give,
    compare_rows.KIND: compare_rows.give,
    contribution.KIND: contribution.of,
    entries.SHARE: entries.give,
}
