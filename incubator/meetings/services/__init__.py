"""Verbs of meetings. Nothing here commits; who and when are arguments."""
