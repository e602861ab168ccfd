"""Files, caches, the manifest of the last build, processes, atomic publishing: nothing here knows of budgets.

The lowest room; every other may import it.
"""
