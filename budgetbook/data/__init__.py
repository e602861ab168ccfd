"""The open data: content and findings in; tables, and every file that is made of them, out."""
