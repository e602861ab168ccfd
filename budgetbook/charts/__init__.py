"""Charts from rows of values to a Vega-Lite specification.

Knows no statement and no page; pages build the rows, render writes the files, and validation asks for missing glyphs.
"""
