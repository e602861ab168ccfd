"""What an import reads and finds in a document, as a report for its author: see `README.md` here and `ARCHITECTURE.md`."""
