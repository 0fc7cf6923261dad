"""From answers to statutes: the interview, what the law asks of them, the clauses, the versions and the deed."""
