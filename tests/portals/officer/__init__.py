"""Tests of the officers' portal."""
