"""Bids as far as a test needs them."""

from datetime import datetime

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidDocument, BidStage, Submission
from incubator.bids.services import bidding, submitting
from incubator.bids.services.submitting import HandedIn
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services as groups
from incubator.core import clock
from incubator.core.db import db
from tests.factories import UserFactory


def handed_in(bid: Bid, *, by: User | None = None, at: datetime | None = None, because: str = "") -> Submission:
    """A bid that was handed in, as the service does it: by a cooperative with a deed. Commits nothing itself."""
    now, today = clock.now(), clock.today()
    if not cooperatives.has_deed(bid.cooperative):
        groups.record_milestone(bid.cooperative, "deed", on=today)
    if bid.stage is not BidStage.WRITING:
        bidding.move(bid, BidStage.WRITING, note="", now=now, today=today)
    return submitting.submit(bid, HandedIn(at or now, "TenderNed", "T-1", because), by=by or UserFactory(), now=now)


def made_on_page(client: FlaskClient, address: str, kind: str) -> TestResponse:
    """All documents of a bid, made with the button of its page; the newest one of this kind as it is downloaded."""
    assert client.post(f"{address}/stukken").status_code == 302
    newest = select(BidDocument.id).where(BidDocument.kind == kind).order_by(BidDocument.id.desc())
    return client.get(f"{address}/stukken/{db.session.scalars(newest).first()}", buffered=True)
