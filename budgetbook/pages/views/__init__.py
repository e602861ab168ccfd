"""Figures, findings and tables of a statement as parts of pages, in one language.

Imported by the pages.
"""
