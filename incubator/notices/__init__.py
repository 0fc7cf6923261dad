"""Reading public procurement notices: every format, every source, nothing lost, nothing believed blindly."""
