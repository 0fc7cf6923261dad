"""A coach is away for a while: until when, who stands in, and back again."""

from datetime import date
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_coach, viewer
from incubator.accounts.services import handing_over
from incubator.cooperatives.forms import BY_GROUP, AbsenceForm, absence_form
from incubator.cooperatives.queries import absences as queries
from incubator.cooperatives.services import absences as services
from incubator.cooperatives.views.blueprint import pages
from incubator.core import clock
from incubator.core.formatting import as_date
from incubator.core.web import carry_out, carry_out_or_flash, form_page


@pages.route("/afwezig/<int:user_id>", methods=["GET", "POST"])
@guarded(is_coach, load=queries.coach)
def absence(coach: User) -> ResponseReturnValue:
    """What hangs on a coach, and handing it to colleagues until a day; or who stands in now."""
    running = queries.absence_of(coach)
    colleagues = {str(person.id): (person, number) for person, number in queries.colleagues(coach)}
    choices = [_choice(number, *colleague) for number, colleague in colleagues.items()]
    groups = queries.guided(coach)
    form = absence_form(groups, choices)
    people = {number: person for number, (person, _groups) in colleagues.items()}
    if done := carry_out(form, partial(_go_away, coach, form, people)):
        flash(_("Noted: away until %(day)s included. Everyone concerned gets a mail.", day=as_date(done.value)))
        return redirect(url_for("cooperatives.absence", user_id=coach.id))
    if running is not None and not form.is_submitted():
        return render_template("cooperatives/away.html", coach=coach, absence=running, back=_way_back(coach))
    return form_page(
        "cooperatives/absence.html",
        form,
        coach=coach,
        groups=groups,
        by_group=BY_GROUP,
        held=handing_over.holdings(coach),
        colleagues=choices,
        back=_way_back(coach),
    )


def _choice(number: str, colleague: User, groups: int) -> SelectChoice:
    load = ngettext("%(num)d group", "%(num)d groups", groups)
    return SelectChoice(number, f"{colleague.name} ({load})")


def _way_back(coach: User) -> tuple[str, str]:
    """Where this page was opened from: one's own account, or the manager's page of the coach."""
    if coach.id == current_user.id:
        return url_for("accounts.account"), _("My account")
    return url_for("accounts.person", user_id=coach.id), coach.name


def _go_away(coach: User, form: AbsenceForm, people: dict[str, User]) -> date:
    others = {group_id: people[number] for group_id, number in form.others().items()}
    noted = services.go_away(coach, form.until.data, people[form.to.data], others, by=viewer(), now=clock.now())
    return noted.until


@pages.post("/afwezig/<int:user_id>/terug")
@guarded(is_coach, load=queries.coach)
def come_back(coach: User) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.come_back(coach, now=clock.now())):
        flash(_("Welcome back. Mails about the groups go to %(name)s again.", name=coach.name))
    return redirect(url_for("cooperatives.absence", user_id=coach.id))
