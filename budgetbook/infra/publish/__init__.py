"""The folder of the site: staged beside the live one, then exchanged in one step.

The engine imports it.
"""
