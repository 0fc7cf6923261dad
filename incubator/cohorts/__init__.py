"""Guiding groups that begin together: who applies, cohorts, sessions, messages, peer groups, and what a coach writes down."""
