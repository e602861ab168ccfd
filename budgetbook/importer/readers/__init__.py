"""Read text, HTML, Word and PDF files into one `Document`: paragraphs and tables in order, each with its location.

Only the importer imports it.
"""
