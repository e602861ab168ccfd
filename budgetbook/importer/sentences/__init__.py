"""Sentences of a document to mentions of figures: tokens, subjects, numbers.

Imported within the importer.
"""
