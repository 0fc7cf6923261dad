"""Which groups take part, and who sits in the committee."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.lending import permissions
from incubator.lending.forms.funds import CommitteeSeatForm, EndOfSeatForm
from incubator.lending.models import CommitteeSeat, LendingFund, LendingMember
from incubator.lending.queries import applying, funds
from incubator.lending.services import funds as services
from incubator.lending.views.blueprint import ROOT, pages, to_fund
from incubator.neighbourhood.queries import places

ONLY_OWN = N_("Only who works in a group of this neighbourhood decides that.")


@pages.post(f"{ROOT}/meedoen/<int:group_id>")
@guarded(permissions.may_read, load=funds.fund)
def join(fund: LendingFund, group_id: int) -> ResponseReturnValue:
    """A group takes part, by who works there."""
    if carry_out_or_flash(lambda: _join(fund, group_id)):
        flash(_("Your group takes part in the fund."))
    return to_fund(fund)


def _join(fund: LendingFund, group_id: int) -> LendingMember:
    group = applying.own_group(viewer(), fund, group_id)
    if group is None:
        raise RuleViolation(ONLY_OWN)
    return services.join(fund, group, by=viewer(), today=clock.today())


@pages.post(f"{ROOT}/stoppen/<int:group_id>")
@guarded(permissions.may_read, load=funds.fund)
def leave(fund: LendingFund, group_id: int) -> ResponseReturnValue:
    """A group takes part no longer; what it borrowed goes on."""
    if carry_out_or_flash(lambda: _leave(fund, group_id)):
        flash(_("Your group takes no part in the fund any more. Loans that run go on."))
    return to_fund(fund)


def _leave(fund: LendingFund, group_id: int) -> None:
    group = applying.own_group(viewer(), fund, group_id)
    if group is None:
        raise RuleViolation(ONLY_OWN)
    services.leave(fund, group, today=clock.today())


@pages.get(f"{ROOT}/commissie")
@guarded(permissions.may_read, load=funds.fund)
def committee(fund: LendingFund) -> ResponseReturnValue:
    """Who decides about applications, and who did before."""
    today, seats = clock.today(), funds.seats(fund)
    return render_template(
        "lending/committee.html",
        fund=fund,
        sitting=sum(each.sits(today) for each in seats),
        seats=seats,
        terms=funds.terms_on(fund, today),
        may_keep=permissions.may_keep(viewer(), fund),
    )


@pages.route(f"{ROOT}/commissie/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_keep, load=funds.fund)
def appoint(fund: LendingFund) -> ResponseReturnValue:
    people = {str(each.user_id): each.user for each in places.people(fund.neighbourhood)}
    form = CommitteeSeatForm(data={"since": clock.today()})
    form.member.choices = [SelectChoice(number, user.name) for number, user in people.items()]
    basis = form.basis
    if carry_out(form, lambda: services.appoint(fund, people[form.member.data], form.since.data, basis.data or "")):
        flash(_("Saved."))
        return to_fund(fund, "lending.committee")
    back = (url_for("lending.committee", slug=fund.neighbourhood.slug), _("The committee"))
    return form_page("lending/form.html", form, back=back, heading=_("Appoint somebody to the committee"))


@pages.route(f"{ROOT}/commissie/<int:seat_number>/einde", methods=["GET", "POST"])
@guarded(permissions.may_keep_part, load=funds.seat)
def end_seat(seat: CommitteeSeat) -> ResponseReturnValue:
    form = EndOfSeatForm(data={"until": clock.today()})
    done = carry_out(form, lambda: services.end_seat(seat, form.until.data))
    if done is not None:
        flash(_("Saved."))
        return to_fund(seat.fund, "lending.committee")
    back = (url_for("lending.committee", slug=seat.fund.neighbourhood.slug), _("The committee"))
    name = seat.user.name if seat.user else _("somebody who left")
    return form_page("lending/form.html", form, back=back, heading=_("Last day of %(name)s", name=name))
