"""Budgetbook: published budget statements in, a bilingual website out. One module a step; see ARCHITECTURE.md."""
