"""Measurements against other engines; run from an environment of their own (see README.md)."""
