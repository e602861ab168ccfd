"""`build.py serve`: a preview on this machine that follows every save.

Only the command registry imports it.
"""
