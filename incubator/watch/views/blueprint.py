"""The blueprint of the watch, and how it follows accounts."""

from flask import Blueprint

from incubator.accounts.services import register_departure, register_export
from incubator.watch import queries
from incubator.watch.services import subscriptions

pages = Blueprint("watch", __name__)


@pages.record_once
def follow_accounts(_state: object) -> None:
    """Someone's download has what they chose about these mails; it goes with their account."""
    register_export("alerts", queries.chosen_for_export)
    register_departure(subscriptions.forget)
