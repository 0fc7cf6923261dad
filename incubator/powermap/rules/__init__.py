"""Rules of a power map: plain Python."""
