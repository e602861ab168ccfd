"""Amounts, the ledger and tables of a statement, and the rules that recompute the document's own arithmetic.

Imports content only, and knows nothing of pages or words; text, validation, opendata and pages import it.
"""
