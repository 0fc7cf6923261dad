"""Verbs of the steps. Nothing here commits; who and when are arguments."""
