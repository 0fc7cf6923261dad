"""Chances of a neighbourhood."""
