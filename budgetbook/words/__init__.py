"""Sentence patterns, Markdown, and the names and addresses that prose refers to."""
