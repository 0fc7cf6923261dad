"""Start pages per role and the manager's reports: combines what the features know, and writes nothing of its own."""
