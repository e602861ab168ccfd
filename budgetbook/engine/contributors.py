"""Every kind of contribution of an entity to what entities share, one line a kind."""

from __future__ import annotations

from budgetbook.opendata import row_contribution
from budgetbook.opendata.contributions import ENTRY, Contributor, contribute_entry
from budgetbook.pages import compare_rows, findings, line_feeds, term_figures
from budgetbook.search import entries

CONTRIBUTORS: dict[str, Contributor] = {
    ENTRY: contribute_entry,
    findings.KIND: findings.contribute,
    compare_rows.KIND: compare_rows.contribute,
    line_feeds.KIND: line_feeds.contribute,
    term_figures.KIND: term_figures.contribute,
    row_contribution.KIND: row_contribution.contribute_rows,
    row_contribution.ENCODED_ROWS: row_contribution.contribute_encoded_rows,
    row_contribution.WEIGHT: row_contribution.contribute_weight,
    entries.CONTRIBUTION: entries.contribute,
}
