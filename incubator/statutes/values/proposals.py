"""Proposals for another text of a clause in the library."""

from enum import StrEnum


class ClauseProposalState(StrEnum):
    """Where a proposal stands. Only one that is proposed can still become something else."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
