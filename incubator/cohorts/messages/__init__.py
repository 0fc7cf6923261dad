"""Words and mails of cohorts, sessions, intakes and guiding."""
