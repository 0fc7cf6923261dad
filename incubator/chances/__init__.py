"""Chances of a neighbourhood: what could become a cooperative, and what is asked beside what its groups can do."""
