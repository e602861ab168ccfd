"""Pages to HTML through the templates, and the files that are no pages: chart files, feeds, files for hosts and crawlers.

The engine and the commands import it.
"""
