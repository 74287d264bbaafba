"""The pages that anyone may read, one module for a subject."""
