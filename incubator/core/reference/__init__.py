"""Code lists and tables that the whole house uses, each with its source."""
