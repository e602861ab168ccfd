"""YAML as content may use it: strict, with the place of every value, and with advice for slips of the keyboard.

Imported by the content.
"""
