"""The manifest: what the last build made, and from what. A SQLite file whose every row is verified before it is believed."""
