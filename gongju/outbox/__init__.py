"""Work to be done later, written in the same transaction as its cause."""
