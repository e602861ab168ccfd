"""The static API: its JSON documents, their schemas and its OpenAPI description.

`opendata.downloads` and `opendata.entity_files` import it.
"""
