"""In words: whose turn it is, what can be expected, what was decided."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.core.formatting import ago, as_date
from incubator.reviews.messages import time_of_day
from incubator.reviews.models import Round
from incubator.reviews.rules.claims import is_held
from incubator.reviews.rules.turns import turn_of
from incubator.reviews.values import EndReason, Promise, RoundStage, SinceApproval, WorkTurn

ENDED = {
    EndReason.REMOVED: _l("The group removed this: nobody has to read it any more."),
    EndReason.IN_WHOLE: _l("This is read with the whole plan, which the group handed in after it."),
    EndReason.SENT: _l("The bid was handed in to the buyer: nobody has to read it any more."),
    EndReason.STOPPED: _l("The group stopped with this bid: nobody has to read it any more."),
}


def whose_turn(work: Round, since: SinceApproval | None = None) -> str:
    """Whose turn it is, in two or three words. What is other than was approved waits for the group."""
    if work.ended is not None:
        return _("Nobody's turn")
    if since is not None and not since.is_finished:
        return _("The group's turn")
    turn = turn_of(work.stage, work.drafted)
    if turn is WorkTurn.COACH:
        return _("The coach's turn")
    if turn is WorkTurn.LEAD:
        return _("A second coach's turn")
    if turn is WorkTurn.GROUP:
        return _("The group's turn")
    return _("Nobody's turn: this is done")


def where_it_stands(work: Round, *, now: datetime) -> str:
    """The same as a sentence: what happened last, and what is waited for."""
    coach = work.coach.name if work.coach is not None else ""
    if work.stage is RoundStage.SUBMITTED:
        return _("Handed in by %(name)s, %(ago)s.", name=work.handed_in_by.name, ago=ago(work.handed_in_at))
    if work.drafted is not None and work.stage is RoundStage.CLAIMED:
        return _("%(coach)s has read it; a colleague looks along before the answer goes out.", coach=coach)
    if work.stage is RoundStage.CLAIMED and is_held(work.claimed_until, now):
        return _("%(coach)s is reading this until %(moment)s.", coach=coach, moment=time_of_day(work.claimed_until))
    if work.stage is RoundStage.CLAIMED:
        return _("%(coach)s began to read it %(ago)s.", coach=coach, ago=ago(work.claimed_at))
    if work.stage is RoundStage.RETURNED:
        return _("%(coach)s returned it on %(day)s.", coach=coach, day=as_date(work.decided_at))
    if work.stage is RoundStage.APPROVED:
        return _("%(coach)s approved it on %(day)s.", coach=coach, day=as_date(work.decided_at))
    return _taken_away(work)


def _taken_away(work: Round) -> str:
    if work.ended is not None:
        return str(ENDED[work.ended])
    return _("The group took it back and can hand it in again.")


def in_words(promise: Promise | None) -> str:
    """What groups can expect; empty when too little was decided to say so."""
    if promise is None:
        return ""
    return ngettext(
        "Of the last %(number)s pieces of work %(within)s were read within %(num)d working day.",
        "Of the last %(number)s pieces of work %(within)s were read within %(num)d working days.",
        promise.days,
        number=promise.number,
        within=promise.within,
    )


def who_waits(people: list[User]) -> str:
    """Their names, with commas."""
    return ", ".join(person.name for person in people)
