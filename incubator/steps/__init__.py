"""The five steps of a neighbourhood: assembly, map, drivers, inspiration, and the commitments of government."""
