"""The search index of the site: what can be found, its terms, and the files that the browser loads.

The engine imports it.
"""
