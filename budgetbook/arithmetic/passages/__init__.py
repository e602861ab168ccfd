"""What single passages of a document say, in words: residue of forms, punctuation, years, names, lists, shares within a sentence.

Each module finds one kind of slip in a text, without knowing the rest of the statement; `rules.quoted_words` and
`rules.quoted_numbers` make findings of them.
"""
