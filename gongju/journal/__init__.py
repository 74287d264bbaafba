"""Who did what, when and why: append-only, chained per subject."""
