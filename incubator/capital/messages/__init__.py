"""Words of capital."""
