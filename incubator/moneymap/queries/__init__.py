"""Reads of money maps, always ordered."""
