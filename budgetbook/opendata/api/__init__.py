"""The static API: its JSON documents, their schemas and its OpenAPI description.

Imported by the downloads.
"""
