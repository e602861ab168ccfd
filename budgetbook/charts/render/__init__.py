"""Chart specifications to SVG and PNG files.

Imported by what renders pages and writes chart files.
"""
