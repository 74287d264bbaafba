"""Tests of the employers' portal."""
