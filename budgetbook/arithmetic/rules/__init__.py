"""The rules that every statement is held to, a module for each subject; here is the whole list of them, in order.

Imported by `run_rules`. A rule is a short generator whose docstring is the rule as a reader would say it, and stands in the tuple
at the end of its module. Which concepts a rule binds is data in `countries/<country>/concepts.yaml`.
"""

from __future__ import annotations

from budgetbook.arithmetic.rules import (
    bases,
    between_tables,
    budget_outcomes,
    controls,
    equality,
    funds,
    limits,
    line_chain,
    nil_notes,
    quoted_numbers,
    quoted_words,
    scores,
    table_sums,
    tables,
    text_lists,
    totals,
    year_changes,
    years,
)

FIGURE_RULES = (
    *totals.RULES,
    *year_changes.RULES,
    *equality.RULES,
    *limits.RULES,
    *budget_outcomes.RULES,
    *years.RULES,
    *bases.RULES,
)
"""On the figures of one statement."""
STATEMENT_RULES = years.BETWEEN_STATEMENTS
"""On its figures and those of other statements."""
TABLE_RULES = (
    *table_sums.RULES,
    *tables.RULES,
    *controls.RULES,
    *funds.RULES,
    *between_tables.RULES,
    *text_lists.RULES,
    *nil_notes.RULES,
)
"""On the tables of one statement."""
TABLE_CHAIN_RULES = line_chain.RULES
"""On its tables and those of other statements."""
LINE_RULES = (year_changes.changes_of_lines, *year_changes.RULES[1:], equality.readings, *budget_outcomes.RULES)
"""On what the text says of single lines of a table."""
SCORE_RULES = scores.RULES
"""On the marks of its performance report."""
QUOTE_RULES = (*quoted_words.RULES, *quoted_numbers.RULES)
"""On the words and the numbers of the passages that it quotes."""
_ALL = (*FIGURE_RULES, *STATEMENT_RULES, *TABLE_RULES, *TABLE_CHAIN_RULES, *LINE_RULES, *SCORE_RULES, *QUOTE_RULES)
RULES = tuple(dict.fromkeys(_ALL))
"""Each of them once."""
