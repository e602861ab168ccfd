"""A published document to a draft statement with its control list.

Loaded by the `import` command alone; knows nothing of pages.
"""
