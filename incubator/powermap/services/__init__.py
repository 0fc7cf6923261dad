"""Verbs of a power map. Nothing here commits; who and when are arguments."""
