"""The demo's own small OpenID provider."""
