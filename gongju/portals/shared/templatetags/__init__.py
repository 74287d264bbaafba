"""Template tags of the design system: words and parts."""
