"""Budgetbook: a static-site generator for open budget data.

Each folder is a room; from `cli` down to `infra` a room imports only from rooms below it (the contracts in
`pyproject.toml`).
"""
