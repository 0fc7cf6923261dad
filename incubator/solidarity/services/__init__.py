"""Verbs of a solidarity fund. Nothing here commits; who and when are arguments. Each locks the fund first, so that two at once follow."""
