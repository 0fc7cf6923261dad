"""Rules of meetings, each with its number in the fact base and its article."""
