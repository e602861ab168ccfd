"""Draws charts as SVG, and the cards shown where a page is shared as PNG.

`budgetbook.render` imports it.
"""
