"""Reads of chances and of what is asked near a neighbourhood, always ordered."""
