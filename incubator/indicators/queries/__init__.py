"""Reads for figures, always ordered: as many questions for forty neighbourhoods as for one."""
