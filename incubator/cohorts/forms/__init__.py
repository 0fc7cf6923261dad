"""Forms of cohorts, sessions, intakes and guiding; choices are passed in."""
