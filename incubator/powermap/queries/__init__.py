"""Reads of power maps, always ordered."""
