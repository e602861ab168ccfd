"""What catalogues and search engines read about the data:

DCAT-AP and schema.org. Imported by the downloads and the pages.
"""
