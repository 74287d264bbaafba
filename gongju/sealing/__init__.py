"""Encryption of fields, keyed digests for search, masks. Plain Python."""
