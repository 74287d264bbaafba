"""Slots of an office and what is booked in them; never more than a slot takes."""
