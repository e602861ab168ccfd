"""Rows and words drawn: Altair specifications, SVG, PNG and social pictures."""
