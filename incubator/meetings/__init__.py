"""Meetings: of all members and of the board; convened, held, voted and written down by the statutes in force."""
