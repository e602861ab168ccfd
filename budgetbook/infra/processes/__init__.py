"""Work in other processes, on this machine or on a cluster.

The engine imports it.
"""
