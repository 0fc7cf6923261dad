"""Which account belongs to a seat, and the own page of who holds it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, viewer
from incubator.accounts.views.invitations import mail
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.register import permissions
from incubator.register.forms import AccountLinkForm, ErasureForm
from incubator.register.messages import board as messages
from incubator.register.models.board import BoardSeat
from incubator.register.permissions import board as may
from incubator.register.queries import board as seated
from incubator.register.queries import linking
from incubator.register.services import linking as services
from incubator.register.services import personal
from incubator.register.values.board import SeatRow
from incubator.register.views.blueprint import pages
from incubator.register.views.linking import mail_again, unlink_of, withdraw_of


@pages.route("/bestuur/<int:seat_id>/account", methods=["GET", "POST"])
@guarded(may.may_link_seat, load=seated.seat)
def seat_account(known: BoardSeat) -> ResponseReturnValue:
    """Which account belongs to this seat; ask who sits there to link one."""
    form = AccountLinkForm()
    form.email.label.text = _l("E-mail address")
    form.email.description = _l(
        "The person gets a mail, and says yes or no. With a yes the account belongs to this seat."
    )
    if carry_out(form, lambda: mail(*services.ask(known, form.email.data, by=viewer(), now=clock.now()))):
        flash(_("The invitation is on its way to %(email)s.", email=form.email.data))
        return _to_account(known)
    return form_page(
        "register/seat_account.html",
        form,
        group=known.cooperative,
        seat=known,
        waiting=linking.waiting(known),
        now=clock.now(),
    )


@pages.post("/bestuur/<int:seat_id>/account/opnieuw")
@guarded(may.may_link_seat, load=seated.seat)
def ask_seat_again(known: BoardSeat) -> ResponseReturnValue:
    """A new link for the same invitation."""
    mail_again(known)
    return _to_account(known)


@pages.post("/bestuur/<int:seat_id>/account/intrekken")
@guarded(may.may_link_seat, load=seated.seat)
def withdraw_seat_link(known: BoardSeat) -> ResponseReturnValue:
    """The invitation does not hold any more."""
    if carry_out_or_flash(lambda: withdraw_of(known)):
        flash(_("The invitation is withdrawn: its link does not work any more."))
    return _to_account(known)


@pages.post("/bestuur/<int:seat_id>/account/ontkoppelen")
@guarded(may.may_link_seat, load=seated.seat)
def unlink_seat(known: BoardSeat) -> ResponseReturnValue:
    """The account no longer belongs to this seat."""
    if carry_out_or_flash(lambda: unlink_of(known)):
        flash(_("The link is taken away. The seat itself has not changed."))
    return _to_account(known)


@pages.route("/bestuur/<int:seat_id>/wissen", methods=["GET", "POST"])
@guarded(may.may_write_seat, load=seated.seat)
def erase_seat(known: BoardSeat) -> ResponseReturnValue:
    """Take the name out of a seat that nobody has to keep any longer; before that the page says until when it stays."""
    form = ErasureForm()
    if carry_out(form, lambda: personal.erase_seat(known, now=clock.now())):
        flash(_("Erased. The seat and its days stay readable."))
        return redirect(url_for("register.seat", slug=known.cooperative.slug, seat_id=known.id))
    kept = seated.kept_until(known)
    return form_page(
        "register/erase_seat.html",
        form,
        group=known.cooperative,
        seat=known,
        kept=kept,
        over=kept is not None and kept < clock.today(),
    )


def _to_account(known: BoardSeat) -> ResponseReturnValue:
    return redirect(url_for("register.seat_account", slug=known.cooperative.slug, seat_id=known.id))


def _held(reader: User, slug: str) -> tuple[BoardSeat, SeatRow] | None:
    """One's own seat today. A loader for `guarded`."""
    return linking.own_seat(reader, slug, clock.today())


@pages.get("/bestuur/mijn")
@guarded(may.holds, load=_held)
def own_seat(held: tuple[BoardSeat, SeatRow]) -> ResponseReturnValue:
    """My seat: what the register says of it, the meetings to which I belong, and the duties of the board."""
    known, row = held
    group = known.cooperative
    return render_template(
        "register/own_seat.html",
        seat=known,
        row=row,
        group=group,
        counting={event.id for event in seated.counting(known)},
        words=messages,
        may_see_group=permissions.takes_part(viewer(), group),
    )
