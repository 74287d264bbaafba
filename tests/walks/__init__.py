"""Random walks through the whole system by its verbs and pages: nothing unexpected, no promise broken."""
