"""Forms of a currency."""
