"""What the open data says, as tables: figures, rows, dimensions, with the type and meaning of each column.

Knows no file format.
"""
