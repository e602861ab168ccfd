"""Draws chart specifications as SVG and PNG.

`budgetbook.render` imports it.
"""
