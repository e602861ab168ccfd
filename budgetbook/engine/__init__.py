"""A build from start to end: the plan of targets, their work in one process or many, and what is left as it was.

Only commands import it.
"""
