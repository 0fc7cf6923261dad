"""Rules of the steps: plain Python."""
