"""Forms of a loan fund."""
