"""Words of a loan fund."""
