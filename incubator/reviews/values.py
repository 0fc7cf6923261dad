"""What is handed in, and how a kind of work takes part in reviewing. This feature knows nothing of the work itself.

How a feature has its work reviewed:
1. its `WorkKind("exercise", "learning.exercise", on_approve)` stands in the table `WORK_KINDS` of `app.py`;
2. a group hands in: `services.hand_in(group, Work("exercise", ref, title), items, by=user, now=clock.now())`;
   With what the group wants besides (a request, everyone's agreement) it is `services.hand_in_as_wished`, the form that of the macro
   `hand_in_form` with `before_hand_in(group, kind, ref, items)`, and the answer `views.parts.after_hand_in`;
3. its pages ask `queries.latest_round(group, kind, ref)` (or `standings(group_ids)` for many groups) where the work stands, and
   `standing_of(round)` in a template gives the words for it and the page with the receipt and the remarks.
The queue, the coach's page, the mails and the differences between rounds come with it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class RoundStage(StrEnum):
    """Where a round of work is."""

    SUBMITTED = "submitted"  # waits for a coach
    CLAIMED = "claimed"  # a coach reads it
    RETURNED = "returned"  # the group can improve it
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"  # taken back by the group before a coach began


class EndReason(StrEnum):
    """Why nobody has to read a piece of work any more, though no coach decided about it."""

    REMOVED = "removed"  # what it is about is not there any more
    IN_WHOLE = "in-whole"  # it is read with the whole that it is a part of
    SENT = "sent"  # it went to whom it was written for
    STOPPED = "stopped"  # the group does not go on with it


class CoachDecision(StrEnum):
    """What a coach decides."""

    RETURN = "return"
    APPROVE = "approve"
    ADVISE = "advise"  # approved, with advice that the group may follow or not


WITH_COACH = frozenset({RoundStage.SUBMITTED, RoundStage.CLAIMED})


VERDICT = "verdict"  # among the texts of a coach: the answer about the whole; the others are remarks by part


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One part of the work as it was handed in: what people read, and the value behind it for who reacts to the approval."""

    id: str
    label: str
    value: str
    data: Any = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Work:
    """Which piece of work of a group: its kind, its name within that kind, and the title people know it by."""

    kind: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a coach looks at in one piece of work: the criteria, the hint of each part, and which parts are amounts in euros.

    `model` is a good answer (the group never reads it), `pitfalls` what goes wrong often. `private` parts hold data of people: another
    group never reads them, also when this work is an example.
    """

    criteria: tuple[str, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)
    amounts: frozenset[str] = frozenset()
    model: str = ""
    pitfalls: tuple[str, ...] = ()
    private: frozenset[str] = frozenset()


def no_guidance(_ref: str) -> Guidance:
    """For work of which nothing more is known than what was handed in."""
    return Guidance()


@dataclass(frozen=True, slots=True)
class Hint:
    """What a machine sees in one part of the work before a coach looks: a sentence for `explain`. It never stops a hand-in."""

    item_id: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)


def no_hints(_group: object, _ref: str, _items: Sequence[WorkItem]) -> list[Hint]:
    """For work in which nothing is looked at beforehand."""
    return []


@dataclass(frozen=True, slots=True)
class ClosingTerms:
    """What a coach wants to know of a piece of work before opening it: by when it must be ready, and a few words for the list.

    `day_only`: it closes on that day, at no hour that anybody named.
    """

    closes: datetime | None = None
    day_only: bool = False
    words: tuple[str, ...] = ()


def no_terms(_refs: Sequence[str]) -> Mapping[str, ClosingTerms]:
    """For work that does not close and of which nothing is known beforehand."""
    return {}


@dataclass(frozen=True, slots=True)
class SinceApproval:
    """What is other than a coach approved: the parts that changed and those that are empty, by their labels.

    `sent_back` are parts that were handed in alone and returned.
    """

    changed: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    sent_back: tuple[str, ...] = ()

    @property
    def is_finished(self) -> bool:
        return not (self.changed or self.empty or self.sent_back)


def nothing_since(_group: object, _ref: str, _approved: Sequence[WorkItem]) -> SinceApproval:
    """For work of which nobody compares what was approved with what stands there now."""
    return SinceApproval()


def not_known(_group: object, _ref: str) -> datetime | None:
    """For work of which nobody keeps when it was written on last."""
    return None


@dataclass(frozen=True, slots=True)
class WorkKind:
    """How a feature takes part. `endpoint` is the group's page of the work; it takes `slug` and `ref`.

    `file_endpoint` is the page of a file that is an answer; it takes `slug` and `number`, which stands in the data of the part.
    `on_approve(round, coach, now)` runs in the transaction of the approval; a `RuleViolation` stops the approval.
    `guidance(ref)` is what the coach's page shows beside the answers.
    `hints(group, ref, items)` is what group and coach read beside the answers before anybody looked.
    `edited_at(group, ref)` says when the group wrote on it last: who is writing is not nudged.
    `terms(refs)` says of many pieces at once by when they close, and what the list of coaches shows of them.
    `since(group, ref, approved)` says what is other now than was approved: such work is not done.
    `shareable`: an approved piece can be an example for other groups; `guidance` then names what is private.
    """

    name: str
    endpoint: str
    on_approve: Callable[..., None] | None = None
    guidance: Callable[[str], Guidance] = no_guidance
    hints: Callable[[Any, str, Sequence[WorkItem]], list[Hint]] = no_hints
    edited_at: Callable[[Any, str], datetime | None] = not_known
    terms: Callable[[Sequence[str]], Mapping[str, ClosingTerms]] = no_terms
    since: Callable[[Any, str, Sequence[WorkItem]], SinceApproval] = nothing_since
    shareable: bool = False
    file_endpoint: str = ""


@dataclass(frozen=True, slots=True)
class HandInWish:
    """What a group wants with its hand-in: what the coach should look at, and whether all agree first.

    Without a `request` the one of who agreed before holds. `together` begins or goes on with agreeing, `stop` ends it; with
    neither it is handed in at once.
    """

    request: str | None = None
    together: bool = False
    stop: bool = False


class WorkTurn(StrEnum):
    """Who can do something about a piece of work now."""

    COACH = "coach"
    LEAD = "lead"
    GROUP = "group"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Promise:
    """What one can expect: of the last `number` pieces `within`, at least nine in ten, were decided within `days` working days."""

    number: int
    days: int
    within: int


@dataclass(frozen=True, slots=True)
class TextChange:
    """One part of the work next to the same part of the round before. `parts`: (equal | insert | delete, text)."""

    id: str
    label: str
    parts: tuple[tuple[str, str], ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class MergedTexts:
    """What two pages of one coach wrote, put together. `conflicts`: by part the stored text, where both changed it."""

    texts: dict[str, str]
    conflicts: dict[str, str]
