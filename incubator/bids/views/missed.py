"""The page of a deadline that passed while nobody said whether the bid was handed in."""

from datetime import datetime
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.bids.forms import results as forms
from incubator.bids.models import Bid
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import bidding, checking
from incubator.bids.queries.submissions import place_of
from incubator.bids.rules.checking import CheckPoint, Gravity
from incubator.bids.services import making
from incubator.bids.services import results as services
from incubator.bids.services.submitting import HandedIn
from incubator.bids.views.blueprint import pages
from incubator.bids.views.results import OF_BID
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, form_page


@pages.route(f"{OF_BID}/gemist", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def missed(bid: Bid) -> ResponseReturnValue:
    """The deadline passed: what happened?"""
    form = forms.MissedForm(data={"place": place_of(bid)})
    if carry_out(form, lambda: _settle_missed(bid, form)) is None:
        return form_page("bids/missed.html", form, bid=bid, group=bid.cooperative, remarked=_remarked(bid))
    flash(_("Saved."))
    return redirect(url_for("bids.show", slug=bid.cooperative.slug, bid_id=bid.id))


def _remarked(bid: Bid) -> list[CheckPoint]:
    """What stands out and is kept with the record: it holds nothing back, for the bid was sent already."""
    now = clock.now()
    points = checking.points(bid, now=now, papers=making.papers_of(making.standing(bid, now=now)))
    return [point for point in points if point.severity is not Gravity.WARNS]


def _settle_missed(bid: Bid, form: forms.MissedForm) -> None:
    handed, lesson = None, form.lesson.data or ""
    if form.happened.data == "yes":
        handed = HandedIn(
            _moment(form),
            form.place.data or "",
            open_because=form.open_because.data or "",
            afterwards=bool(form.afterwards.data),
            day_field="on",
            is_record=True,
        )
    services.settle_missed(bid, handed, lesson=lesson, by=current_user, now=clock.now(), today=clock.today())


def _moment(form: forms.MissedForm) -> datetime:
    """When it was handed in. Raises `RuleViolation` when the day or the time is missing."""
    if form.on.data is None:
        raise RuleViolation(N_("Fill in the day on which you handed it in."), field="on")
    hour: Any = form.time.data
    if hour is None:
        raise RuleViolation(N_("Write a time such as 11.45."), field="time")
    # An hour is that of the wall in the Netherlands, in summer and in winter.
    return datetime.combine(form.on.data, hour, tzinfo=clock.AMSTERDAM)
