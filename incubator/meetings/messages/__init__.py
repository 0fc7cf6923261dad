"""Words about meetings."""
