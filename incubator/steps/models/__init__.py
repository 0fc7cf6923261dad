"""What the steps of a neighbourhood keep."""

from incubator.steps.models.commitments import (
    Commitment,
    CommitmentEntry,
    PlatformSeat,
    Secondment,
    SeatReport,
    StepsPage,
)

__all__ = ["Commitment", "CommitmentEntry", "PlatformSeat", "Secondment", "SeatReport", "StepsPage"]
