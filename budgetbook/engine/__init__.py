"""A build from start to end: plan the targets, run them in one process or many, reuse what has not changed.

Only commands import it.
"""
