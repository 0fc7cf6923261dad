"""The blueprint of meetings."""

from datetime import date

from flask import Blueprint

from incubator.accounts.models import User
from incubator.accounts.services.remaining import register_remainder
from incubator.accounts.values import Remainder
from incubator.meetings.messages.remaining import remainders
from incubator.meetings.queries.calendar import meetings_of_seat
from incubator.meetings.queries.own_data import meetings_of
from incubator.meetings.queries.remaining import meetings_kept_of
from incubator.meetings.queries.standing_changes import adoption_of
from incubator.meetings.services.erasing import erase, erase_of_seat
from incubator.register.services.elsewhere import register_erasure, register_part, register_seat_erasure

pages = Blueprint("meetings", __name__)
pages.app_template_global("meetings_of_seat")(meetings_of_seat)
pages.app_template_global("adoption_of")(adoption_of)


@pages.record_once
def tell_of_members(_state: object) -> None:
    register_part("vergaderingen", meetings_of)
    register_erasure(erase)
    register_seat_erasure(erase_of_seat)
    register_remainder(_stays)


def _stays(user: User, today: date) -> list[Remainder]:
    lines = []
    for kept in meetings_kept_of(user, today):
        lines += remainders(kept)
    return lines
