"""Verbs of cohorts, sessions, intakes and guiding. Nothing here commits; who and when are arguments."""
