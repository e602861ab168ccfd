"""Charts from rows of values to a Vega-Lite specification.

Knows no statement and no page.
"""
