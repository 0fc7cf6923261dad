"""Reads of a loan fund; what somebody may know of it is part of the question."""
