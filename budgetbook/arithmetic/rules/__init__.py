"""The rules, one function each, whose docstring is the rule as a reader would say it.

Imported by `arithmetic.run_rules`.
"""
