"""Questions of a group to its coach and back: a thread for each, general or about a piece of work."""
