"""The interface for 用证部门: an office with a key of its own asks whether a permit is in force (LF-01)."""
