"""Verbs of figures. Nothing here commits; who and when are arguments."""
