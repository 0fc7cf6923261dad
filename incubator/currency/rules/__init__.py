"""Rules of a currency: plain Python."""
