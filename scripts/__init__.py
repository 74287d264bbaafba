"""What `make` runs: environment, front-end assets, the demo on one machine, the whole suite. Standard library only."""
