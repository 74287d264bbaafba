"""Views of the officers' portal: one file a noun."""
