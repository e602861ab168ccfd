"""Bodies that do not exist: what they are called, what their budgets say, and the files that hold it."""
