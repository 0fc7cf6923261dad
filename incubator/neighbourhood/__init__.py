"""The neighbourhood: a place with borders, the people who build there, its groups, and the parts of its analysis."""
