"""The words of the site: phrases in both languages, Markdown, roles in prose, sentences that explain a finding.

No page, no file.
"""
