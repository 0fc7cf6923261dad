"""The board of a group, and how a bid gets on it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.bids.messages import bidding as messages
from incubator.bids.messages import deciding as words
from incubator.bids.models import Bid, BidStage
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import bidding as queries
from incubator.bids.queries import board as boards
from incubator.bids.services import bidding as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.steps import page_of_step
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.permissions import challenging as challenge_permissions
from incubator.challenges.queries import challenging as challenge_queries
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.web import carry_out_or_flash, page_asked
from incubator.notices.models import Notice
from incubator.notices.queries import publications
from incubator.watch import permissions as watch_permissions
from incubator.watch import queries as watch
from incubator.watch.models import WorkRequest

BOARD = "/cooperaties/<slug>/inschrijvingen"


@pages.get(BOARD)
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def index(group: Cooperative) -> ResponseReturnValue:
    """All bids of a cooperative, in a column for each stage; or all of one stage, a part at a time."""
    columns, stage = boards.board(group), _stage_listed()
    listed = None if stage is None else boards.stage_page(columns, stage, page_asked())
    return render_template(
        "bids/index.html",
        group=group,
        columns=columns,
        listed=listed,
        page_url=lambda page: _board(group.slug, stage, page),
        in_sight=boards.ON_A_PHONE,
        opened=boards.opened(columns),
        begun=any(column.cards for column in columns),
        next_deadline=boards.next_deadline(columns, clock.now()),
        messages=messages,
        words=words,
        today=clock.today(),
        may_work=group_permissions.may_work(current_user, group),
    )


@pages.post(f"{BOARD}/<int:bid_id>/verplaats")
@guarded(permissions.may_write_bid, load=queries.bid)
def move(bid: Bid) -> ResponseReturnValue:
    """Another column. What takes a decision, a hand-in or an outcome goes on to the page that asks for it."""
    slug, title = bid.cooperative.slug, bid.work.title
    stage = _stage_asked(BidStage)
    elsewhere = page_of_step(bid, stage)
    if elsewhere is not None:
        return redirect(elsewhere)
    # The column in which the card stood for who moves it: somebody else may have moved it since.
    seen_in = request.form.get("seen", "")
    moved = carry_out_or_flash(
        lambda: services.move_on_board(bid, stage, seen_in=seen_in, now=clock.now(), today=clock.today())
    )
    if moved is not None:
        flash(_("Moved to “%(stage)s”: %(title)s", stage=messages.STAGES[stage], title=title))
    return redirect(_board(slug, _stage_listed()))


def _board(slug: str, stage: BidStage | None, page: int | None = None) -> str:
    """The board, or the page of one stage."""
    fase = None if stage is None else stage.value
    return url_for("bids.index", slug=slug, fase=fase, pagina=page)


def _stage_listed() -> BidStage | None:
    """The stage of which a page shows all bids; nonsense is none."""
    asked = request.values.get("fase", "")
    return next((stage for stage in BidStage if stage.value == asked), None)


def _stage_asked(stages: type[BidStage]) -> BidStage:
    """The stage of the button; one that does not exist is a page that does not exist."""
    try:
        return stages(request.form.get("stage", ""))
    except ValueError:
        abort(404)


@pages.post(f"{BOARD}/op/<int:notice_id>")
@guarded(group_permissions.may_work, load=cooperatives.cooperative)
def start(group: Cooperative, notice_id: int) -> ResponseReturnValue:
    """Begin a bid on a notice."""
    notice = _notice(notice_id)
    started = carry_out_or_flash(
        lambda: services.start(group, notice, owner=current_user, now=clock.now(), today=clock.today())
    )
    if started is None:
        return redirect(url_for("watch.matches", slug=group.slug))
    return _to(started.value)


@pages.post(f"{BOARD}/bewaar/<int:notice_id>")
@guarded(group_permissions.may_work, load=cooperatives.cooperative)
def put_on_board(group: Cooperative, notice_id: int) -> ResponseReturnValue:
    """A notice on the board without beginning a bid."""
    notice = _notice(notice_id)
    slug = group.slug
    stage = BidStage.SEEN if request.form.get("stage") == BidStage.SEEN.value else BidStage.INTERESTING
    put = carry_out_or_flash(lambda: services.put_on_board(group, notice, stage, owner=current_user, now=clock.now()))
    if put is None:
        return redirect(url_for("watch.matches", slug=slug))
    flash(_("It is on your board."))
    return redirect(url_for("bids.index", slug=slug))


@pages.post(f"{BOARD}/op-vraag/<int:request_id>")
@guarded(watch_permissions.may_handle_request, load=watch.request_of)
def start_on_request(asked: WorkRequest) -> ResponseReturnValue:
    """Begin a bid on work that a client asked for directly."""
    slug, request_id = asked.cooperative.slug, asked.id
    started = carry_out_or_flash(
        lambda: services.start_on_request(asked, owner=current_user, now=clock.now(), today=clock.today())
    )
    if started is None:
        return redirect(url_for("watch.work_request", slug=slug, request_id=request_id))
    return _to(started.value)


@pages.post(f"{BOARD}/op-uitdaging/<int:challenge_id>")
@guarded(challenge_permissions.may_write, load=challenge_queries.challenge)
def start_on_challenge(challenge: Challenge) -> ResponseReturnValue:
    """Begin a bid on the work of a challenge."""
    slug, challenge_id = challenge.cooperative.slug, challenge.id
    started = carry_out_or_flash(
        lambda: services.start_on_challenge(challenge, owner=current_user, now=clock.now(), today=clock.today())
    )
    if started is None:
        return redirect(url_for("challenges.show", slug=slug, challenge_id=challenge_id))
    return _to(started.value)


def _notice(number: int) -> Notice:
    notice = publications.notice(number)
    if notice is None:
        abort(404)
    return notice


def _to(bid: Bid) -> ResponseReturnValue:
    return redirect(url_for("bids.show", slug=bid.cooperative.slug, bid_id=bid.id))
