"""Anchor institutions of a neighbourhood: who they are, what they buy and from whom, what they promised, and what they need."""
