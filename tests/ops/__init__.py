"""Tests of commands and of the demo city."""
