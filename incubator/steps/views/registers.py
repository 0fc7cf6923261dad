"""Secondments and seats: the registers of two kinds of commitment."""

from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, form_page
from incubator.steps import permissions
from incubator.steps.forms.commitments import SeatForm, SeatReportForm, SecondmentForm
from incubator.steps.models import Commitment, PlatformSeat, SeatReport, Secondment
from incubator.steps.queries import commitments as queries
from incubator.steps.services import commitments as services
from incubator.steps.views.blueprint import pages
from incubator.steps.views.commitments import EACH, to_commitment

FIELDS = ("who", "from_organisation", "to_organisation", "begins_on", "ends_on", "aim", "agreement")


@pages.route(f"{EACH}/uitwisseling/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.commitment)
def second(known: Commitment) -> ResponseReturnValue:
    form = SecondmentForm()
    if carry_out(form, lambda: services.second(known, form.terms(), now=clock.now())):
        flash(_("Added."))
        return to_commitment(known)
    return form_page("steps/register_form.html", form, commitment=known, heading=_("Write down who goes where"))


@pages.route(f"{EACH}/uitwisseling/<int:secondment_id>", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.secondment)
def change_secondment(row: Secondment) -> ResponseReturnValue:
    form = SecondmentForm(data=_standing(row))
    if carry_out(form, lambda: _change(row, form)):
        flash(_("Saved. What stood there stays readable."))
        return to_commitment(row.commitment)
    return form_page("steps/register_form.html", form, commitment=row.commitment, heading=_("Change the exchange"))


def _change(row: Secondment, form: SecondmentForm) -> None:
    form.settle(_standing(lock(row)))
    services.change_secondment(row, form.terms(), now=clock.now())


def _standing(row: Secondment) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS} | {"hours": row.hours_hundredths}


@pages.route(f"{EACH}/zetel/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.commitment)
def appoint(known: Commitment) -> ResponseReturnValue:
    form = SeatForm()
    if carry_out(form, lambda: services.appoint(known, form.terms(), now=clock.now(), today=clock.today())):
        flash(_("Added."))
        return to_commitment(known)
    return form_page("steps/register_form.html", form, commitment=known, heading=_("Write down a seat"))


@pages.route(f"{EACH}/zetel/<int:seat_id>/verslag", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.seat)
def report_from_seat(seat: PlatformSeat) -> ResponseReturnValue:
    form = SeatReportForm(data={"on_date": clock.today()})
    if carry_out(form, lambda: _report(seat, form)):
        flash(_("Added."))
        return to_commitment(seat.commitment)
    heading = _("Report from: %(body)s", body=seat.body)
    return form_page("steps/register_form.html", form, commitment=seat.commitment, heading=heading)


@pages.route(f"{EACH}/zetel/<int:seat_id>/verslag/<int:report_id>", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.seat_report)
def correct_seat_report(wrong: SeatReport) -> ResponseReturnValue:
    """Another text in the place of one with a mistake."""
    seat = wrong.seat
    form = SeatReportForm(data={"on_date": wrong.on_date, "text": wrong.text})
    if carry_out(form, lambda: _correct(wrong, form)):
        flash(_("Corrected. What stood there stays readable."))
        return to_commitment(seat.commitment)
    heading = _("Correct the report from: %(body)s", body=seat.body)
    return form_page("steps/register_form.html", form, commitment=seat.commitment, heading=heading)


def _correct(wrong: SeatReport, form: SeatReportForm) -> None:
    services.correct_report(wrong, form.on_date.data, form.text.data or "", now=clock.now(), today=clock.today())


def _report(seat: PlatformSeat, form: SeatReportForm) -> None:
    services.report_from_seat(seat, form.on_date.data, form.text.data or "", now=clock.now(), today=clock.today())
