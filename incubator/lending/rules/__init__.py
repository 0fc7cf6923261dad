"""Rules of a loan fund in plain Python: schedules, repayments, terms and the committee."""
