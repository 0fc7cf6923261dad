"""Reads about bids."""
