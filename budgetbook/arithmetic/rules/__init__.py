"""The rules, one generator function each; its docstring is the rule as a reader would say it.

`arithmetic.run_rules` imports and runs them.
"""
