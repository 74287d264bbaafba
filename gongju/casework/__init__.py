"""Cases, their stages, papers handed in and findings."""
