"""`python -m tests.readme`: every block of README, as it stands, in a clean folder and a clean environment."""
