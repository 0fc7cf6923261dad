"""Values of bids that travel between rooms."""
