"""The commands of `build.py`: their options, what they do, and what they say in the reader's language.

The top room: nothing imports it.
"""
