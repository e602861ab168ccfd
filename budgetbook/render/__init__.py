"""Renders pages to HTML through the templates, and writes chart files, feeds and files for hosts and crawlers.

The engine and the commands import it.
"""
