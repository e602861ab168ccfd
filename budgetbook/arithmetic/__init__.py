"""Money, the ledger of a statement, its tables, and the rules that do the document's arithmetic again.

Knows nothing of pages or words.
"""
