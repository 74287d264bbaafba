"""Checks that procedure files ask for by name."""
