"""The content folder: its records and their fields, the readers of its YAML and Markdown, and the JSON Schemas for editors.

Every room above imports it.
"""
