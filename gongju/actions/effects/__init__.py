"""Consequences that procedure files name."""
