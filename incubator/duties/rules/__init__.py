"""Terms of law and statutes: plain Python, every day an argument."""
