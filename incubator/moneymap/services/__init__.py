"""Verbs of the money map. Nothing here commits; who and when are arguments."""
