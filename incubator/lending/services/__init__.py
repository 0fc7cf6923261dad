"""Verbs of a loan fund. Nothing here commits or moves money; each locks the fund first, so that two at once follow each other."""
