"""Reads of capital."""
