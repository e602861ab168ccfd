"""SQLite for browsers: what runs the queries of the page that asks the data."""
