"""The smallest parts: files of the site, errors that end a command, safe opening of our own files.

Imported by any room.
"""
