"""Sums of capital: plain Python, in whole cents."""
