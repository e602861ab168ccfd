"""The contributions of entities to the pages and files that many of them share.

Imported by whatever makes such pages and files.
"""
