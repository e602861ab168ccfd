"""`build.py serve`: the preview on this machine that follows what is saved.

Only the command's registry imports it.
"""
