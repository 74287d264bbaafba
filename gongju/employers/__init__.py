"""Employers, their agents and the employments of people."""
