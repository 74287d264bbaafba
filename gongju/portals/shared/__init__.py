"""One design for all portals: layout, components, forms."""
