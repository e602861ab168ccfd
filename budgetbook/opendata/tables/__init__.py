"""The open data as tables: columns with type and meaning, and the rows of figures, findings and dimensions.

Knows no file format; the formats, the API and the catalogues import it.
"""
