"""Verbs of the right to challenge. Nothing here commits."""
