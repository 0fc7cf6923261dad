"""What meetings keep when an account goes, in words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.accounts.values import Remainder
from incubator.meetings.values.remaining import MeetingsKept


def remainders(kept: MeetingsKept) -> list[Remainder]:
    """The lines for who deletes an account."""
    lines = []
    if kept.meetings:
        what = ngettext(
            "that you were called to %(num)d meeting or were there, your votes by name, and decisions about you",
            "that you were called to %(num)d meetings or were there, your votes by name, and decisions about you",
            kept.meetings,
        )
        why = _("Decisions are kept for seven years after the year of the meeting (article 2:10 lid 3 BW).")
        lines.append(Remainder(kept.group, what, why, kept.until))
    if kept.approved:
        what = ngettext(
            "your name in the approved minutes of %(num)d meeting (Word)",
            "your name in the approved minutes of %(num)d meetings (Word)",
            kept.approved,
        )
        why = _(
            "Approved minutes are the paper that the meeting approved: nobody changes them afterwards. "
            "How long they are kept the cooperative decides, at least seven years (article 2:10 lid 3 BW)."
        )
        lines.append(Remainder(kept.group, what, why))
    return lines
