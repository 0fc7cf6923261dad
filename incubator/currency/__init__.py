"""The community currency of a neighbourhood: mutual credit under rules that the neighbourhood decides."""
