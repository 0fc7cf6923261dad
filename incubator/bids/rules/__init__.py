"""Rules of bids. Plain Python."""
