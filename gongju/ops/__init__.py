"""Management commands and the read-only admin."""
