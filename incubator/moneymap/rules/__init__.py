"""Sums of the map, of leaks and of the multiplier, and reading a file of flows: plain Python."""
