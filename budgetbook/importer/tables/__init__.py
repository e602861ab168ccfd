"""Tables of a document to figures and rows: grids, heads, labels.

Imported within the importer.
"""
