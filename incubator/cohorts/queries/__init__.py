"""Reads about cohorts, sessions, intakes and guiding; what someone may know is part of the question."""
