"""Problems in content and their messages in both languages, with file, line and column.

Imported by every room that can refuse something.
"""
