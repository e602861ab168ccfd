"""Mentions to the YAML of a draft statement, tried out before it is written.

Imported by the importer's `run` alone.
"""
