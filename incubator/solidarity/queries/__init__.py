"""Reads of a solidarity fund."""
