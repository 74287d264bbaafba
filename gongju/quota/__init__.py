"""Lots of places and their movements; never over."""
