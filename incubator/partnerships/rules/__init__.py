"""Rules of partnerships: plain Python."""
