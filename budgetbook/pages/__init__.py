"""One module for each kind of page: from content and findings to the record that its template shows, finished to the last word.

The search, render and engine rooms import it.
"""
