"""The power map of a neighbourhood: who matters for a plan, how much it matters to them, and what they can do about it."""
