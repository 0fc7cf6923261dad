"""What the fund got to lend, and all loans as a file."""

import secrets

from flask import Response, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock, files
from incubator.core.web import carry_out, form_page
from incubator.ledger import queries as ledger
from incubator.lending import permissions
from incubator.lending.documents import tables
from incubator.lending.forms.funds import GiftForm, LendingReasonForm
from incubator.lending.messages import words
from incubator.lending.models import LendingFund, LendingGift
from incubator.lending.queries import funds
from incubator.lending.services import funds as services
from incubator.lending.views.blueprint import ROOT, pages, to_fund


@pages.get(f"{ROOT}/inleg")
@guarded(permissions.may_look_into, load=funds.fund)
def gifts(fund: LendingFund) -> ResponseReturnValue:
    """Whose money is in the fund, by which agreement."""
    return render_template(
        "lending/gifts.html",
        fund=fund,
        gifts=funds.gifts(fund),
        taken_back=ledger.corrected(fund.book),
        figures=funds.figures(fund),
        words=words,
        may_keep=permissions.may_keep(viewer(), fund),
    )


@pages.route(f"{ROOT}/inleg/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_keep, load=funds.fund)
def receive(fund: LendingFund) -> ResponseReturnValue:
    form = GiftForm(data={"token": secrets.token_urlsafe(16), "on": clock.today()})
    if carry_out(form, lambda: services.receive(fund, form.given(), form.token.data, by=viewer(), now=clock.now())):
        flash(_("Saved. The fund can lend it."))
        return to_fund(fund, "lending.gifts")
    back = (url_for("lending.gifts", slug=fund.neighbourhood.slug), _("Money for the fund"))
    heading = _("Write down money that came in")
    return form_page("lending/form.html", form, back=back, heading=heading)


@pages.route(f"{ROOT}/inleg/<int:gift_id>/terugboeken", methods=["GET", "POST"])
@guarded(permissions.may_keep_part, load=funds.gift)
def take_gift_back(gift: LendingGift) -> ResponseReturnValue:
    """A gift that was written down by mistake gets a counter-entry; it stays in sight."""
    form = LendingReasonForm()
    reason = form.reason
    if carry_out(form, lambda: services.take_gift_back(gift, reason.data or "", by=viewer(), now=clock.now())):
        flash(_("The counter-entry is booked. Both stay in the book."))
        return to_fund(gift.fund, "lending.gifts")
    back = (url_for("lending.gifts", slug=gift.fund.neighbourhood.slug), _("Money for the fund"))
    heading = _("Take back the money of %(name)s", name=gift.giver)
    return form_page("lending/form.html", form, back=back, heading=heading)


@pages.get(f"{ROOT}/leningen.xlsx")
@guarded(permissions.may_look_into, load=funds.fund)
def loans_file(fund: LendingFund) -> Response:
    """All loans with how they stand today, for a spreadsheet."""
    today = clock.today()
    content = tables.loans_table(fund, today)
    return files.made(content, f"leningen-{fund.neighbourhood.slug}-{today.isoformat()}", files.SHEET)
