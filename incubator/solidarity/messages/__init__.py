"""Words of a solidarity fund."""
