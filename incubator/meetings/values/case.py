"""A meeting as the rules read it: plain facts, of a file or of the database, beside the terms of the statutes of that day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from incubator.meetings.values import Channel, ItemKind, MeetingKind, MeetingMode
from incubator.statutes.values.organ_answers import Restriction

NOBODY: frozenset[str] = frozenset()


class DecisionEffect(StrEnum):
    """What a decision does beside its subject."""

    DUTIES = "duties"  # it lays duties on members (BW 2:34a)
    AGREEMENTS = "agreements"  # it changes what was agreed with members (BW 2:59)
    FEWER_RIGHTS = "fewer-rights"  # members may leave at once (BW 2:36(3))


NO_EFFECTS: frozenset[DecisionEffect] = frozenset()


@dataclass(frozen=True, slots=True)
class MeetingTerms:
    """What the statutes of the day say about meetings. None: they say nothing of it, and the law fills in what it does.

    `articles` holds the number in the deed of an article of the clause library ("oproeping", "stemmen", "statutenwijziging");
    `doubtful` those articles that read otherwise in the deed than in our text, so that a person must look.
    """

    conveners: frozenset[str] = frozenset({"bestuur"})  # organs and others, as statutes.rules.organs.organ() names them
    channels: frozenset[Channel] = frozenset()  # empty: the statutes name none, so every road is open
    notice_days: int | None = None
    request_share: Fraction | None = None
    digital_only: bool = False
    weighted: bool = False
    proxy_allowed: bool = True
    proxy_max: int | None = None
    electronic: bool = False
    early: bool = False
    early_days: int | None = None
    electronic_conditions: tuple[str, ...] = ()
    non_member_votes: bool = False
    non_member_share: Fraction | None = None
    blank_counts: bool = False
    quorum: Fraction | None = None
    persons: str = ""  # "written", "open", or nothing
    tie: str = ""  # "lot", "second_vote", "rejected", or nothing
    amendment_majority: Fraction | None = None  # None: the two thirds of the law
    amendment_quorum: Fraction | None = None
    restricted: tuple[Restriction, ...] = ()
    anchored: bool = False  # the reserve and what is left after dissolution are only changed by all members together
    override_majority: Fraction | None = None  # with which a binding nomination is set aside (BW 2:37(4))
    override_quorum: Fraction | None = None
    admission_organ: str = "bestuur"
    admission_appeal: bool = True
    expulsion_organ: str = "bestuur"
    appeal_organ: str = "ALV"
    duties: bool = True  # the statutes name duties of members, or who can impose them
    delegates: bool = False  # a council of delegates is the general meeting (BW 2:39)
    supervisory_board: bool = False
    board_by_meeting: bool = True  # the general meeting appoints the board, and so dismisses it (BW 2:37(6))
    financial_year_end: str = "12-31"
    unreadable: tuple[str, ...] = ()  # terms that say something nobody can count with: "quorum", "amendment_majority"
    articles: Mapping[str, str] = field(default_factory=dict)
    doubtful: frozenset[str] = NOBODY


@dataclass(frozen=True, slots=True)
class CaseMember:
    """Who is in the register: a member from its first to its last day. `suspended` on the day of the meeting; None: not recorded."""

    id: str
    name: str
    since: date
    until: date | None = None
    suspended: bool | None = False
    votes: int = 1
    email_consent: bool | None = None  # to a convocation by e-mail, at the address given for it; None: not recorded

    def belongs_on(self, day: date) -> bool:
        """Whether this was a member that day; the first and the last day count."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class CaseConvocation:
    """That a convocation went to a member. Without a day it has not gone yet, or (`dated` False) nobody wrote down when."""

    member: str
    on: date | None
    channel: Channel
    failed: bool = False  # it came back
    dated: bool = True


@dataclass(frozen=True, slots=True)
class CaseProxy:
    """Who lets whom vote. `specific`: how to vote was written down too (it changes nothing for who may hold it)."""

    giver: str
    holder: str
    written: bool | None = True  # None: not recorded


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """That members asked the board for a meeting (BW 2:41(2)), and who they were; None: nobody wrote that down."""

    on: date
    by: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """The meeting itself. None: not recorded, which is not the same as no."""

    on: date
    time: str = ""
    kind: MeetingKind = MeetingKind.GENERAL
    mode: MeetingMode = MeetingMode.PHYSICAL
    convened_by: str = ""  # an organ, or "verzoekers" for those who asked
    agenda: tuple[str, ...] | None = None  # numbers of the items that the convocation named
    proposals_enclosed: bool | None = None
    inspection_from: date | None = None
    inspection_until: date | None = None
    request: CaseRequest | None = None
    first_meeting_on: date | None = None  # of the earlier meeting on the same items in which too few were there
    electronic_voting: bool | None = False
    electronic_identifies: bool | None = None
    conditions_announced: bool | None = None
    outside: bool = False  # decided outside a meeting (BW 2:40(2))
    board_knew: bool | None = None  # beforehand
    accounts_from: date | None = None  # from when the annual accounts lay there (BW 2:58(3))
    auditor: bool | None = None  # an accountant gave a statement about the accounts
    committee: tuple[str, ...] | None = (
        None  # the audit committee that looked into the accounts, by number of the member
    )
    board: tuple[str, ...] | None = None  # who was on the board, by number of the member
    board_sat: bool | None = None  # whether anybody was in office in the board on the day that the members were called
    year_end: date | None = None  # of the accounts that are dealt with
    extension_months: int = 0  # by which the term for the accounts was made longer
    today: date | None = None  # while members can still be called; None: judged afterwards


@dataclass(frozen=True, slots=True)
class CaseVotes:
    """Votes as they were counted, weighted where the statutes weigh. Invalid votes never count as cast."""

    in_favour: int = 0
    against: int = 0
    blank: int = 0
    invalid: int = 0

    @property
    def total(self) -> int:
        return self.in_favour + self.against + self.blank + self.invalid


@dataclass(frozen=True, slots=True)
class CaseCandidate:
    """Someone who can be chosen, and how many votes came in the last round."""

    name: str
    votes: int = 0
    member: str = ""


@dataclass(frozen=True, slots=True)
class CaseEarlyVotes:
    """Votes that were cast electronically before the meeting; they are in the count already."""

    on: date
    votes: "CaseVotes"


@dataclass(frozen=True, slots=True)
class CaseItem:
    """An item of the agenda, and its votes when the meeting was held.

    In an election with candidates `votes` holds what was against all, blank and invalid.
    """

    id: str
    kind: ItemKind
    title: str = ""
    votes: CaseVotes | None = None
    outsiders: CaseVotes | None = None  # votes of people who are no member, NOT in `votes`
    candidates: tuple[CaseCandidate, ...] = ()
    seats: int = 1
    round: int = 1  # 2: between the two that had most votes; 3: again, where the statutes say so
    ballots: int | None = None  # valid ones, where a voter can name several candidates
    written: bool | None = None  # whether the vote was on paper or as secret as that
    early: tuple[CaseEarlyVotes, ...] = ()
    clauses: tuple[str, ...] = ()  # of the statutes that an amendment changes
    overrides_nomination: bool = False
    effects: frozenset[DecisionEffect] = NO_EFFECTS
    conflicted: tuple[str, ...] = ()  # directors with an interest of their own, in a meeting of the board (BW 2:44(6))


@dataclass(frozen=True, slots=True)
class MeetingCase:
    """All that is known. `sent`, `present` None: nothing is recorded yet, so nothing can be tested."""

    terms: MeetingTerms
    meeting: MeetingFacts
    members: tuple[CaseMember, ...] = ()
    sent: tuple[CaseConvocation, ...] | None = None
    present: tuple[str, ...] | None = None
    proxies: tuple[CaseProxy, ...] = ()
    items: tuple[CaseItem, ...] = ()
