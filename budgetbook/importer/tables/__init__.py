"""Recognise the tables of a document: grid, column heads, row labels, figures.

Only the importer imports it.
"""
