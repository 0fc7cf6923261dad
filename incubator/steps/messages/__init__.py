"""Words of the steps."""
