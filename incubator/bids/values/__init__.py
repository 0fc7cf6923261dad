"""Frozen values of bids."""
