"""Reads a published document and drafts its statement and control list; README.md describes the way.

Only the commands import it, and it knows nothing of pages.
"""
