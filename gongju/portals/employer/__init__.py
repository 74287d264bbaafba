"""The portal of employers' agents."""
