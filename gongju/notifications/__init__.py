"""Messages: read from the journal, worded from notices, handed to a gateway."""
