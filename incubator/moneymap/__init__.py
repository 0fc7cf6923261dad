"""The money map of a neighbourhood: who pays whom, how much of it stays, and what a cooperative does with that (LM3)."""
