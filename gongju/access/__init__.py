"""Who may reach what: one module per noun, named rules for every endpoint (`gongju.access.rules.requires`)."""
