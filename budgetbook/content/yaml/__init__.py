"""The strict YAML of the content: the position of every value, and advice on slips of the keyboard.

Only `content` imports it.
"""
