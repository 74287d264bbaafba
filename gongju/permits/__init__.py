"""Permits, their events and their state on a day."""
