"""The open data of the site: tables, their file formats, the static API and the catalogues.

The pages and the engine import it.
"""
