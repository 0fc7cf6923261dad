"""`python -m tests.mutations [feature ...]`: are the rules tested so well that a mistake in them would be seen?

Every rule is made wrong in one place at a time; a mutant that no fast rule test refuses has survived, and is named with its place.
"""
