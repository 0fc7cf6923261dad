"""The blueprint of bids, and what bids have to say when a coach hands groups over."""

from datetime import datetime

from flask import Blueprint

from incubator.accounts.models import User
from incubator.accounts.queries import managers
from incubator.accounts.services.handing_over import register_keeper
from incubator.accounts.values import Keeper, Successors
from incubator.bids.messages import competing
from incubator.bids.messages.bidding import in_words_of

pages = Blueprint("bids", __name__)
pages.add_app_template_filter(in_words_of, "in_words")


@pages.record_once
def follow_accounts(_state: object) -> None:
    """Who takes a group over may guide its competitor already: the page warns, and a mail follows."""
    register_keeper(Keeper(competing.holdings, _handed_over))


def _handed_over(_coach: User, successors: Successors, _now: datetime) -> None:
    for colleague in successors.people:
        competing.tell_both(colleague, managers())
