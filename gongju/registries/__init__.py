"""What other offices know: asked through their gateways from the worker, compared with what is stated, and kept."""
