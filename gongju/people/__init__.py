"""Persons, users, offices and the profile of a person."""
