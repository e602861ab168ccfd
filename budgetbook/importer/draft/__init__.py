"""Assembles mentions into the YAML of a draft statement, and runs the rules on it before it is written.

The importer's `run` imports it; `prose_skeleton` also serves the command `new`.
"""
