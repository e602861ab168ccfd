"""Tables to bytes: one module for each download format.

Imported by the rooms of the open data that make files.
"""
