"""Verbs of bids. Nothing here commits."""
