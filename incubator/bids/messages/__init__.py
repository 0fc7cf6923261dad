"""Words of bids."""
