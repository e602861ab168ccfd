"""The charts of a statement: which ones it has, and the values that each shows.

Imported by the pages.
"""
