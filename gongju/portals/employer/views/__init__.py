"""Views of the employers' portal: one file a noun."""
