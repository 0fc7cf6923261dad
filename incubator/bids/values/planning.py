"""What the tasks of a bid follow from, and a task that was planned."""

from dataclasses import dataclass, field
from datetime import date

from incubator.bids.values.law import OUR_LAW, ProcurementLaw
from incubator.bids.values.origins import WorkOrigin
from incubator.bids.values.procurement import RegimeName
from incubator.bids.values.work_terms import NO_TERM, WorkTerm


@dataclass(frozen=True, slots=True)
class PlannedPartner:
    """Who bids along."""

    id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class PlannedCriterion:
    """A criterion of quality that takes a text of its own. `key` is the same at every planning."""

    key: str
    name: str
    weight: str = ""
    lot: str = ""


@dataclass(frozen=True, slots=True)
class PlannedProof:
    """Something that the buyer asks to show or to enclose, and that is not there yet."""

    id: int
    text: str
    enclosed: bool  # a document that goes along; else proof of what the group must be able to show


@dataclass(frozen=True, slots=True)
class PlanBasis:
    """The procurement as far as tasks follow from it. `questions_until` is the day that the buyer names itself."""

    closes: date | None
    regime: RegimeName
    criteria: tuple[PlannedCriterion, ...] = ()
    partners: tuple[PlannedPartner, ...] = ()
    needs_reading: bool = True
    questions_until: date | None = None
    proofs: tuple[PlannedProof, ...] = ()
    supplies_staff: bool = False
    today: date | None = None
    asks_first: bool = False  # what is due is a request to take part: no plan and no price yet
    origin: WorkOrigin = WorkOrigin.NOTICE
    work: WorkTerm = NO_TERM  # when the work starts and ends
    law: ProcurementLaw = OUR_LAW  # abroad no Dutch article on procurement is the reason for a task


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One task: the words with their parameters, the day counted back from the deadline, and where the duty comes from."""

    key: str
    words: str
    due_on: date | None = None
    source: str = ""
    params: dict[str, str] = field(default_factory=dict)
    counted: date | None = None  # the day that was counted back to, when it had passed already: then it is due at once
