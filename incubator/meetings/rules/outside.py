"""A decision of all members outside a meeting (BW 2:40(2))."""

from collections.abc import Iterator

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.registry import WARNING, Breach, meeting_rule
from incubator.meetings.rules.roll import roll_of
from incubator.meetings.values.case import MeetingCase


@meeting_rule("outside-a-meeting", "G-19", ["BW 2:40(2)"], own=("stemmen",), convening=False)
def outside(case: MeetingCase) -> Iterator[Breach]:
    """All members in favour, and the board knew beforehand; a majority by e-mail is no decision."""
    if not case.meeting.outside:
        return
    entitled = roll_of(case).entitled_votes
    for item in case.items:
        if item.votes is not None and item.votes.in_favour != entitled:
            yield Breach(
                N_("Outside a meeting only all members together can decide. In favour: %(votes)s of %(entitled)s."),
                N_("Call a meeting."),
                item=item.id,
                votes=item.votes.in_favour,
                entitled=entitled,
            )
    if case.meeting.board_knew is False:
        yield Breach(
            N_("The board did not know beforehand that members would decide outside a meeting."),
            N_("Tell the board first, then ask all members again."),
        )
    elif case.meeting.board_knew is None:
        yield Breach(
            N_("It is not recorded that the board knew beforehand of the decision outside a meeting."),
            N_("Write down when the board was told."),
            severity=WARNING,
            unknown=True,
        )
