"""The workbench: a statement beside its document, number by number, for a person who checks it.

Only `serve` uses it, on the machine where it runs. Nothing of it is published.
"""
