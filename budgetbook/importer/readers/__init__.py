"""Text, HTML, Word and PDF files to one kind of document: blocks and tables in order, each with its place.

Imported within the importer.
"""
