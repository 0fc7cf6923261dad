"""Forms of a neighbourhood."""
