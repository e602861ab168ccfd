"""Dated releases of the data package, which stay as they are while the site goes on, and what differs between two of them.

Nothing but the files of a built site is read.
"""
