"""`new site`: the files of a new site, in the languages and with the dictionary of the country that are asked for.

The texts of each language lie beside this module, in `<tag>.yaml`.
"""
