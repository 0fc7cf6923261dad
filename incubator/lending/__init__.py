"""The cooperative loan fund (coöperatief leenfonds) of a neighbourhood. It administers: no money ever moves here."""
