"""Reads about public notices, which everyone may know."""
