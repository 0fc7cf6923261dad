"""Figures of neighbourhoods."""
