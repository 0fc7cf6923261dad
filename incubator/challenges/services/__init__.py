"""Verbs of the right to challenge. Nothing here commits; who and when are arguments."""
