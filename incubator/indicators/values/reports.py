"""What a report says of a neighbourhood, or of all together."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from incubator.steps.values.commitments import CommitmentState

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class ReportedPromise:
    """A commitment of government: what it is called, of which organisation, and how far it is."""

    title: str
    owner: str
    state: CommitmentState


@dataclass(frozen=True, slots=True)
class PlaceReport(Generic[Found]):
    """Under which name ("" is all together), its figures, and what was promised."""

    name: str
    figures: Found
    promises: tuple[ReportedPromise, ...] = ()
