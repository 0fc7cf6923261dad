"""Verbs of the right to challenge."""
