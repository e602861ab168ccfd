"""The smallest parts: records, files of the site, safe opening of our own files.

Imported by any room.
"""
