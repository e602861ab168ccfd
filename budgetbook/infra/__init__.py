"""What knows nothing of budgets: files, caches, the manifest of the last build, processes, publishing a folder whole.

The lowest room; every other may import it.
"""
