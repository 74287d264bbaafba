"""Tests of the applicant's portal."""
