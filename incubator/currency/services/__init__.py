"""Verbs of a currency. Nothing here commits; who and when are arguments.

Each locks the currency before anything else, so that two at once follow each other.
"""
