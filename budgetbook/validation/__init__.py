"""Validates our own files: names, texts, figures, and every finding against the editors' `sic` marks.

The engine and the commands import it. Problems here stop publication; a wrong number in a published document is a finding
instead, which `sic` confirms.
"""
