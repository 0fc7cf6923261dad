"""Tests of the right to challenge."""
