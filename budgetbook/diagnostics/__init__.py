"""Problems in content, with file, line and column, and their messages in both languages.

Every room that can refuse something imports it.
"""
