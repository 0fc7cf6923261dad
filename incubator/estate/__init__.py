"""Land and buildings in common ownership: who owns them, under which lease and clause, what they cost and bring."""
