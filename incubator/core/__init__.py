"""What no feature owns: database, clock, errors, forms, mail, jobs, words and reference tables."""
