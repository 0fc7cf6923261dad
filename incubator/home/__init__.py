"""Start pages per role, the next step of every group, and what closes its phase: combines what the features know."""
