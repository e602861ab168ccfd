"""`build.py diff`: what a change does to the published figures, findings and pages.

Only the command registry imports it.
"""
