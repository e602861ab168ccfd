"""The content folder: its records, their fields, reading them from YAML and Markdown, and the schemas that editors get.

Every room above imports it.
"""
