"""What an item of the agenda is about, for the registers in which its decision acts. Nothing here commits."""

from collections.abc import Mapping
from typing import Any

from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.models import AgendaItem
from incubator.meetings.queries import deciding
from incubator.meetings.queries import rounds as queries
from incubator.meetings.values.holding import ActState, RoundState

CARRIED_OUT = N_("This was decided and carried out already, so it stays as it is.")
VOTED_ALREADY = N_("This was voted on already. Who may decide is settled before the vote.")


def say_about(item: AgendaItem, subject: Mapping[str, Any]) -> None:
    """Who or what the item is about; also after the vote, as long as the registers do not know of it. Raises `RuleViolation`."""
    lock(item.meeting.cooperative)
    lock(item)
    standing = deciding.standing_resolution(item)
    if standing is not None and standing.act_state is ActState.DONE:
        raise RuleViolation(CARRIED_OUT)
    if item.subject.get("conflicted", []) != subject.get("conflicted", []):
        _check_not_voted(item)
    about = dict(subject)
    # What the decision does to members was noted on a page of its own, and stays.
    if item.effects:
        about["effects"] = sorted(item.effects)
    item.subject = about
    item.revision += 1
    db.session.flush()


def _check_not_voted(item: AgendaItem) -> None:
    for voted_on in queries.rounds(item.meeting):
        if voted_on.item_id == item.id and voted_on.state is not RoundState.CANCELLED:
            raise RuleViolation(VOTED_ALREADY, field="conflicted")
