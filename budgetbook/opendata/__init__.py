"""The open data of the site: tables, download formats, the static API and the catalogues.

Pages and the rooms above them import it.
"""
