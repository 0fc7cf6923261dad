"""The blueprint of the right to challenge."""

from flask import Blueprint

from incubator.accounts import services as account_services
from incubator.challenges.queries import group_buyers
from incubator.challenges.services import buyers
from incubator.cooperatives.services import follow_stops

pages = Blueprint("challenges", __name__)


@pages.record_once
def follow_others(_state: object) -> None:
    """People at buyers are forgotten when a group stops; who wrote of them can download it."""
    follow_stops(buyers.forget_people)
    account_services.register_export("buyers", group_buyers.written_by)
