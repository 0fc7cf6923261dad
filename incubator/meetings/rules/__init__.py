"""Rules of meetings: plain functions, each with its article."""
