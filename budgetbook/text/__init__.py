"""The words of the site: phrases in both languages, Markdown, roles in prose, sentences that explain findings.

Builds no page and reads no file; every room that puts words on pages or into files imports it.
"""
