"""What all members together can set right: with everyone there and in favour, a fault in calling them harms nobody (BW 2:42(3))."""

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.days import HEAVY
from incubator.meetings.rules.registry import INFO, Breach, stated_rule
from incubator.meetings.rules.roll import roll_of
from incubator.meetings.values.case import CaseItem, MeetingCase
from incubator.meetings.values.findings import MeetingFinding

OF_THE_ACT = frozenset({"G-12", "G-13"})
TOGETHER = stated_rule(
    "all-members-unanimous",
    "G-14",
    "BW 2:42(3)",
    own=("oproeping", "statutenwijziging"),
    severity=INFO,
    convening=True,
)


def everyone_attends(case: MeetingCase) -> bool | None:
    """Whether all members are present or represented. None: all who can vote are, but a suspended member is not."""
    if case.present is None:
        return False
    roll = roll_of(case)
    if not roll.entitled or roll.attending < len(roll.entitled):
        return False
    for member in case.members:
        if member.suspended and member.belongs_on(case.meeting.on) and member.id not in case.present:
            return None
    return True


def is_unanimous(item: CaseItem, case: MeetingCase) -> bool | None:
    """Whether all members were there or represented and every vote was in favour: not a single against, blank or kept."""
    votes = item.votes
    if votes is None or item.early:
        return False
    in_favour = votes.in_favour
    if len(item.candidates) == 1:
        in_favour += item.candidates[0].votes
    others = item.outsiders
    if others is not None and others.total > others.in_favour:
        return False
    if votes.total > votes.in_favour or in_favour != roll_of(case).entitled_votes:
        return False
    return everyone_attends(case)


def heals(finding: MeetingFinding, item: CaseItem, case: MeetingCase) -> bool | None:
    """Whether a fault in the convocation does not touch this decision. None: a person has to look."""
    if not finding.convening:
        return False
    by_act = item.kind in HEAVY and finding.rule in OF_THE_ACT
    # For every other fault it is the statutes that say so: without such a clause the fault stays.
    if not by_act and "oproeping" not in case.terms.articles:
        return False
    unanimous = is_unanimous(item, case)
    if unanimous and not by_act and "oproeping" in case.terms.doubtful:
        return None
    return unanimous


def unanimity_finding(item: CaseItem) -> MeetingFinding:
    """That a fault was set right, for who reads the minutes later."""
    return TOGETHER.finding(
        Breach(
            N_(
                "All members were present or represented and all were in favour: what was wrong with the convocation is no obstacle."
            ),
            N_("Write in the minutes that everyone was there and that nobody was against or abstained."),
            item=item.id,
        )
    )
