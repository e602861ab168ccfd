"""Pages to bytes, and bytes to the folder that is published; search, feeds and what hosts read."""
