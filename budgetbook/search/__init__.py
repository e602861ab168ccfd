"""The search index of the site: entries, their terms, and the files that the browser loads.

The engine imports it.
"""
