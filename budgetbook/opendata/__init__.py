"""What all entities contribute to the site, and its open data: register, tables, download formats, static API, catalogues.

Pages and the rooms above them import it.
"""
