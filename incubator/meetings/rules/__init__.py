"""The law and the statutes about meetings: who is called, who votes, what is decided. Plain Python; days are arguments."""
