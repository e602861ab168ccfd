"""A statement's amounts, and the document's own arithmetic done again: one finding a check."""
