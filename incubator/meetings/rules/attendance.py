"""Whether enough members are there for a decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.days import HEAVY
from incubator.meetings.rules.majorities import (
    LAST_SECOND_MEETING_DAY,
    SECOND_MEETING_DAYS,
    RequiredQuorum,
    is_second_meeting,
    quorum_of,
)
from incubator.meetings.rules.registry import INFO, WARNING, Breach, LawOfMeetings, stated_rule
from incubator.meetings.rules.roll import roll_of
from incubator.meetings.values import MeetingKind
from incubator.meetings.values.case import CaseItem, MeetingCase
from incubator.meetings.values.findings import CaseRoll, MeetingFinding

ORDINARY = stated_rule("enough-members", "G-22", "BW 2:15(1)(a)", own=("stemmen",))
AMENDMENT = stated_rule("enough-members-for-an-amendment", "G-15", "BW 2:43(1)", own=("statutenwijziging",))
NOMINATION = stated_rule("enough-votes-against-a-nomination", "B-04", "BW 2:37(4)", own=("bestuur",))
BOARD = stated_rule("enough-directors", "G-22", "BW 2:15(1)(a)", own=("bestuurstaak",))
RULES_BY_ARTICLE = {"stemmen": ORDINARY, "statutenwijziging": AMENDMENT, "bestuur": NOMINATION, "bestuurstaak": BOARD}


@dataclass(frozen=True, slots=True)
class QuorumTest:
    """How many have to be there, and whether they are. `share` None: the number does not count; `met` None: it is not recorded."""

    share: Fraction | None
    needed: int | None
    met: bool | None
    findings: tuple[MeetingFinding, ...] = ()


def tested_quorum(item: CaseItem, case: MeetingCase) -> QuorumTest:
    """Whether enough members are present or represented for a decision on this item."""
    quorum = quorum_of(item, case)
    if quorum is None:
        return QuorumTest(None, None, True)
    rule = RULES_BY_ARTICLE[quorum.own_article]
    if quorum.waived:
        return QuorumTest(None, None, True, (rule.finding(_second_meeting(item, case, quorum)),))
    roll = roll_of(case)
    whole, there = len(roll.entitled), roll.attending
    if case.meeting.kind is MeetingKind.BOARD:
        whole, there = _without_conflicted(item, roll)
    if quorum.of_votes:
        whole, there = roll.entitled_votes, roll.present_votes
    needed = quorum.needed(whole)
    if case.present is None:
        return QuorumTest(quorum.share, needed, None, tuple(_unknown(item, rule, needed)))
    if there >= needed:
        return QuorumTest(quorum.share, needed, True)
    return QuorumTest(quorum.share, needed, False, tuple(_too_few(item, case, rule, needed, there)))


def _without_conflicted(item: CaseItem, roll: CaseRoll) -> tuple[int, int]:
    """Of the directors without an interest of their own: how many there are, and how many of them are there or represented."""
    free = frozenset(roll.entitled).difference(item.conflicted)
    return len(free), len(free.intersection((*roll.present, *roll.represented)))


def _second_meeting(item: CaseItem, case: MeetingCase, quorum: RequiredQuorum) -> Breach:
    first = case.meeting.first_meeting_on
    if quorum.own_article in case.terms.doubtful:
        return Breach(
            N_(
                "This is a second meeting after that of %(first)s. Look in the deed whether it can decide with fewer members."
            ),
            severity=WARNING,
            unknown=True,
            item=item.id,
            first=first,
        )
    return Breach(
        N_("This is a second meeting after that of %(first)s: it can decide however many members there are."),
        severity=INFO,
        item=item.id,
        first=first,
    )


def _unknown(item: CaseItem, rule: LawOfMeetings, needed: int) -> Iterator[MeetingFinding]:
    if item.votes is not None:
        yield rule.finding(
            Breach(
                N_("It is not recorded who was there. At least %(needed)s have to be, present or represented."),
                N_("Write down who was present and who was represented."),
                severity=WARNING,
                unknown=True,
                item=item.id,
                needed=needed,
            )
        )


def _too_few(
    item: CaseItem, case: MeetingCase, rule: LawOfMeetings, needed: int, there: int
) -> Iterator[MeetingFinding]:
    heavy = item.kind in HEAVY and case.terms.amendment_quorum is not None
    first = case.meeting.first_meeting_on
    remedy = N_(
        "Call a second meeting on the same items, %(least)s to %(most)s days after this: it can decide however many there are."
    )
    if rule in (BOARD, NOMINATION):
        remedy = N_("Wait until enough are there, or meet again.")
    yield rule.finding(
        Breach(
            N_("Too few are there: %(there)s present or represented, at least %(needed)s have to be."),
            remedy,
            item=item.id,
            there=there,
            needed=needed,
            least=SECOND_MEETING_DAYS[heavy],
            most=LAST_SECOND_MEETING_DAY,
        )
    )
    if first is not None and not is_second_meeting(first, case.meeting.on, heavy=heavy):
        yield rule.finding(
            Breach(
                N_(
                    "A second meeting comes %(least)s to %(most)s days after the first, which was on %(first)s. "
                    "This meeting does not, so the number of members still counts."
                ),
                item=item.id,
                severity=WARNING,
                first=first,
                least=SECOND_MEETING_DAYS[heavy],
                most=LAST_SECOND_MEETING_DAY,
            )
        )
