"""The blueprint of bids."""

from flask import Blueprint

from incubator.meetings.queries.calendar import meetings_of_seat
from incubator.meetings.queries.own_data import meetings_of
from incubator.meetings.queries.standing_changes import adoption_of
from incubator.meetings.services.erasing import erase
from incubator.register.services.elsewhere import register_erasure, register_part

pages = Blueprint("meetings", __name__)
pages.app_template_global("meetings_of_seat")(meetings_of_seat)
pages.app_template_global("adoption_of")(adoption_of)


@pages.record_once
def tell_of_members(_state: object) -> None:
    register_part("vergaderingen", meetings_of)
    register_erasure(erase)
