"""The portal of officers."""
