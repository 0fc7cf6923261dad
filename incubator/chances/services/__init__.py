"""Verbs of chances. Nothing here commits; who and when are arguments."""
