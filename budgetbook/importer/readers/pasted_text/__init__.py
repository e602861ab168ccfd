"""Restore tables that were pasted as text: a cell a line, a row a line, with or without bars between the cells.

Only `detect` uses it, whatever the carrier.
"""
