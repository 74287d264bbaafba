"""Kinds of outbox tasks that one floor puts and another handles; kinds of a single part are named in that part."""

NOTIFY = "notify"
"""Word the messages of one journal entry; payload {"entry": id}."""
COMPARE = "compare"
"""Ask another office one question; payload {"comparison": id}, keys begin with the kind and the office."""
SCAN = "scan"
"""Have a virus scanner look at a file; payload {"version": id}."""
