"""What may be written down of an anchor, how a list of creditors is read, and what is reckoned from it."""
