"""Stored files: bytes, digest, checks, versions."""
