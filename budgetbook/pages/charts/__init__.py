"""Which charts a statement has, and the values that each shows.

Imported by the pages.
"""
