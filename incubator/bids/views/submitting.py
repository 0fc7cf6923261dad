"""Pages before and after handing in: check the answers, hand in, what was handed in, take it back."""

from collections import Counter

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms.submitting import SubmitForm, TakeBackForm
from incubator.bids.messages import sections as words
from incubator.bids.models import Bid, Submission, SubmittedFile
from incubator.bids.permissions import bidding as bid_permissions
from incubator.bids.permissions import writing as permissions
from incubator.bids.queries import bidding, checking
from incubator.bids.queries import sections as written
from incubator.bids.queries import submissions as queries
from incubator.bids.rules import submitting as rules
from incubator.bids.rules.checking import CheckPoint, Gravity
from incubator.bids.services import making
from incubator.bids.services import submitting as services
from incubator.bids.services.submitting import HandedIn
from incubator.bids.views.blueprint import pages
from incubator.bids.views.sections import page_of
from incubator.core import clock, files
from incubator.core.web import carry_out, form_page

BID = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>"
# The pages of a bid where other things are mended, by their place in the address.
ELSEWHERE = {
    "decide": "beslissen",
    "stage": "stap",
    "requirements": "eisen",
    "proposals": "eisen/voorstellen",
    "partners": "samen",
    "declarations": "uea",
    "price": "prijs",
    "documents": "stukken",
    "effects": "vragen",
    "corrections": "wijzigingen",
    "tasks": "taken",
    "road": "weg",
}


@pages.get(f"{BID}/controleren")
@guarded(bid_permissions.may_see_bid, load=bidding.bid)
def check_bid(bid: Bid) -> ResponseReturnValue:
    """Everything that stands out before handing in, each with the way to the place."""
    points = _points(bid)
    blocked = any(point.severity is Gravity.BLOCKS for point in points)
    return render_template(
        "bids/check.html",
        bid=bid,
        group=bid.cooperative,
        points=[(point, _address(bid, point)) for point in points],
        severities=words.SEVERITIES,
        blocked=blocked,
        day=checking.day_of(bid, clock.now()),
        place=queries.place_of(bid),
        submission=written.submission(bid),
        may_write=bid_permissions.may_write_bid(current_user, bid),
    )


def _points(bid: Bid) -> list[CheckPoint]:
    now = clock.now()
    return checking.points(bid, now=now, papers=making.papers_of(making.standing(bid, now=now)))


def _address(bid: Bid, point: CheckPoint) -> str:
    """Where one mends it."""
    slug = bid.cooperative.slug
    if point.place == "section":
        return url_for("bids.section", slug=slug, bid_id=bid.id, section_id=point.number)
    if point.place == "amounts":
        return url_for("bids.section_amount", slug=slug, bid_id=bid.id, section_id=point.number)
    if point.place == "sections":
        return url_for("bids.sections", slug=slug, bid_id=bid.id)
    if point.place == "answer":
        return url_for("bids.answer", slug=slug, answer_id=point.number)
    if point.place == "group":
        return url_for("cooperatives.show", slug=slug)
    return page_of(bid, ELSEWHERE.get(point.place, ""))


@pages.route(f"{BID}/inleveren", methods=["GET", "POST"])
@guarded(bid_permissions.may_write_bid, load=bidding.bid)
def submit(bid: Bid) -> ResponseReturnValue:
    """Record that the bid was handed in; its text and files stand still from then on."""
    form = SubmitForm(data={"place": queries.place_of(bid)})
    done = carry_out(form, lambda: _submit(bid, form))
    if done is None:
        points = _points(bid)
        gravities = Counter(point.severity for point in points)
        reasons = [point for point in points if point.severity is Gravity.REASON]
        # Beside the alert that asks for a reason it is not optional.
        form.open_because.flags.required = bool(reasons)
        blocked = [(point, _address(bid, point)) for point in points if point.severity is Gravity.BLOCKS]
        return form_page(
            "bids/submit.html",
            form,
            bid=bid,
            group=bid.cooperative,
            reasons=reasons,
            blocked=blocked,
            warnings=gravities[Gravity.WARNS],
            standing=written.submission(bid),
            comes_first=bid.stage.value in rules.COMES_FIRST,
        )
    submission = done.value
    if submission.late:
        flash(
            _("Recorded. The deadline had passed: the buyer need not count this bid. Ask the buyer at once."), "error"
        )
    else:
        flash(_("Recorded. The text and the files stand still from now on."))
    return _to(submission)


def _submit(bid: Bid, form: SubmitForm) -> Submission:
    now = clock.now()
    handed = HandedIn(
        at=form.moment(now),
        place=form.place.data or "",
        reference=form.reference.data or "",
        open_because=form.open_because.data or "",
        # A mark that stayed from another try says nothing of handing in just now.
        afterwards=bool(form.afterwards.data) and form.when.data == "earlier",
        is_record=form.when.data == "earlier",
    )
    return services.submit(bid, handed, by=viewer(), now=now)


def _to(submission: Submission) -> ResponseReturnValue:
    bid = submission.bid
    slug = bid.cooperative.slug
    return redirect(url_for("bids.submission", slug=slug, bid_id=bid.id, submission_id=submission.id))


@pages.get(f"{BID}/inleveren/<int:submission_id>")
@guarded(permissions.may_see_submission, load=queries.submission)
def submission(submission: Submission) -> ResponseReturnValue:
    """What was handed in, as it was."""
    bid = submission.bid
    return render_template(
        "bids/submission.html",
        submission=submission,
        bid=bid,
        group=bid.cooperative,
        history=queries.submissions(bid),
        words=words,
        may_take_back=permissions.may_take_back(current_user, submission) and submission.taken_back_at is None,
    )


@pages.get(f"{BID}/inleveren/<int:submission_id>/bestanden/<int:file_id>")
@guarded(permissions.may_fetch_submitted, load=queries.submitted_file)
def submitted_file(paper: SubmittedFile) -> ResponseReturnValue:
    """A file as it was handed in."""
    return files.as_download(paper.file)


@pages.route(f"{BID}/inleveren/<int:submission_id>/terugnemen", methods=["GET", "POST"])
@guarded(permissions.may_take_back, load=queries.submission)
def take_submission_back(submission: Submission) -> ResponseReturnValue:
    """Go on writing: what was handed in does not count, and stays in the history."""
    form, bid = TakeBackForm(), submission.bid
    done = carry_out(form, lambda: _take_back(submission, form.reason.data or ""))
    if done is None:
        return form_page("bids/take_back.html", form, submission=submission, bid=bid, group=bid.cooperative)
    flash(_("Taken back. You can write again; what was handed in stays in the history."))
    return _to(submission)


def _take_back(submission: Submission, reason: str) -> None:
    services.take_back(submission, reason, by=viewer(), now=clock.now(), today=clock.today())
