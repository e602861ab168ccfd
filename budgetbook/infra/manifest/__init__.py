"""What the last build made, and of what: a SQLite file in which every row is proved before it is believed."""
