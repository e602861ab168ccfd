"""The commands of `build.py`: their options, their work, and their words in the reader's language.

The top room: nothing imports it.
"""
