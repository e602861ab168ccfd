"""The site's folder: a new one is staged beside the live one, and the two are exchanged in one step.

The engine imports it.
"""
