"""Rules of a solidarity fund: plain Python."""
