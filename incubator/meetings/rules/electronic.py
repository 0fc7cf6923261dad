"""Voting by electronic means, in the meeting or before it (BW 2:38(6) to (9))."""

from collections.abc import Iterator
from datetime import timedelta

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.days import EARLY_DAYS
from incubator.meetings.rules.registry import ELECTRONIC, WARNING, Breach, meeting_rule
from incubator.meetings.values.case import CaseEarlyVotes, MeetingCase

VOTING = ("stemmen",)


@meeting_rule("electronic-votes", "G-05", ["BW 2:38(6)", "BW 2:38(7)"], own=VOTING, since=ELECTRONIC, convening=False)
def electronic_votes(case: MeetingCase) -> Iterator[Breach]:
    """Only when the statutes say so, by a means that recognises who votes."""
    safe = case.terms.electronic and case.meeting.electronic_identifies
    if case.meeting.electronic_voting is None and not safe:
        yield Breach(
            N_("It is not recorded whether members voted by electronic means."),
            N_(
                "Look it up: such votes count only when the statutes provide for them, by a means that recognises who votes."
            ),
            severity=WARNING,
            unknown=True,
        )
    if not case.meeting.electronic_voting:
        return
    if not case.terms.electronic:
        yield Breach(
            N_("Members voted by electronic means, which the statutes do not provide for: those votes do not count."),
            N_("Vote again in the meeting, by hand or on paper."),
        )
    elif case.meeting.electronic_identifies is False:
        yield Breach(
            N_("The electronic means does not recognise who votes, so those votes do not count."),
            N_("Vote again, with a means that recognises members."),
        )
    elif case.meeting.electronic_identifies is None:
        yield Breach(
            N_("It is not recorded whether the electronic means recognises who votes."),
            N_("Look it up: votes of people whom it does not recognise do not count."),
            severity=WARNING,
            unknown=True,
        )


@meeting_rule("conditions-are-announced", "G-07", ["BW 2:38(9)"], severity=WARNING, own=VOTING, since=ELECTRONIC)
def conditions_announced(case: MeetingCase) -> Iterator[Breach]:
    """Conditions for electronic voting stand in the convocation."""
    uses = case.meeting.electronic_voting is not False or any(item.early for item in case.items)
    if uses and case.terms.electronic_conditions and case.meeting.conditions_announced is False:
        yield Breach(
            N_("The convocation does not name the conditions for electronic voting, so nobody can be held to them."),
            N_("Name them in the convocation."),
            unknown=case.meeting.electronic_voting is None,
        )


@meeting_rule("early-votes", "G-06", ["BW 2:38(8)"], own=VOTING, since=ELECTRONIC, convening=False)
def early_votes(case: MeetingCase) -> Iterator[Breach]:
    """Votes of before the meeting count when the statutes say so, from the thirtieth day before it."""
    for item in case.items:
        refused = sum(early.votes.total for early in item.early if not counts_early(case, early))
        if not refused:
            continue
        if not case.terms.early:
            sentence = N_(
                "Votes were cast before the meeting, which the statutes do not provide for. Left out: %(votes)s."
            )
        else:
            sentence = N_(
                "Votes were cast too early, or not before the meeting; they count from %(first)s. Left out: %(votes)s."
            )
        yield Breach(
            sentence,
            N_("Let these members vote in the meeting, or give a proxy."),
            item=item.id,
            voidable=False,  # they are left out of the sum, and then the rest stands
            votes=refused,
            first=case.meeting.on - timedelta(days=early_days(case)),
        )


def early_days(case: MeetingCase) -> int:
    """From how many days before the meeting on votes count."""
    own = case.terms.early_days
    if own is None or own < 1:
        return EARLY_DAYS
    return min(own, EARLY_DAYS)


def counts_early(case: MeetingCase, early: CaseEarlyVotes) -> bool:
    """Whether these votes count as votes cast in the meeting."""
    days = (case.meeting.on - early.on).days
    return case.terms.early and 0 <= days <= early_days(case)
