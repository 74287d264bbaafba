"""The portal of applicants and holders."""
