"""The register of sanctions, and spot checks that may lead to one; never imposed by the system."""
