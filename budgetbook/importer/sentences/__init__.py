"""Turn sentences of a document into mentions of figures: tokens, the subject spoken of, numbers.

Only the importer imports it.
"""
