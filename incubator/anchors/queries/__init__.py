"""Reads of anchors, of what they buy, and of what others can do with it."""
