"""One module for each kind of page: its record, and the function that fills it from content and findings, down to every word.

The search, render and engine rooms import it.
"""
