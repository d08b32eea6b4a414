"""The bench: our engine beside a plain one and beside bare SQLite, on the same work in the same run."""
