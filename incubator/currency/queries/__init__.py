"""Reads of a currency, always ordered."""
