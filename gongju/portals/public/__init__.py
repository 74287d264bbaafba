"""Pages anyone may read: guides, self-check, verification."""
