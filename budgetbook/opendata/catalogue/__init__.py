"""Descriptions of the data for catalogues and search engines: DCAT-AP and schema.org.

`opendata.downloads` and the pages import it.
"""
