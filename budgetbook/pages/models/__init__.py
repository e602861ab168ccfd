"""The records that templates show, without behaviour.

Imported by the pages and by what renders them.
"""
