"""Plain values of bids."""
