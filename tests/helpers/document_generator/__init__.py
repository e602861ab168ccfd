"""Invented statements, the documents that say them in many ways, and how the importer does on these.

`invented_facts` makes a statement whose numbers agree, `prose` and `printed_tables` say it as such documents usually do, and
each of `rules` changes one thing about how. A document and its truth follow from a seed and the names of its rules alone.
"""
