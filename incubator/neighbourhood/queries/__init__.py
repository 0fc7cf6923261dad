"""Reads of neighbourhoods, always ordered."""
