"""Pages of becoming a member: an application, the decision, and a membership that passes to somebody else."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.web import carry_out, form_page
from incubator.register import messages, permissions, queries, rules, services
from incubator.register.forms import (
    AdmissionDecisionForm,
    ApplicationForm,
    TransferForm,
    ask_writing,
    keep_what_was_asked,
)
from incubator.register.models import Member
from incubator.register.values import EventKind, PersonKind
from incubator.register.views.blueprint import pages, to_member

PERSONS = [SelectChoice(kind.value, messages.PERSONS[kind]) for kind in PersonKind]


def bodies_that_admit(group: Cooperative) -> list[SelectChoice]:
    """The board and the general meeting, and the body that the statutes name when it is another."""
    named = queries.organ_that_admits(queries.statutes_in_force(group, clock.today()))
    bodies = dict.fromkeys((rules.BOARD, rules.GENERAL_MEETING, named))
    return [SelectChoice(body, messages.organ_in_words(body)) for body in bodies]


@pages.route("/leden/aanvraag", methods=["GET", "POST"])
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def apply(group: Cooperative) -> ResponseReturnValue:
    """Somebody asks to become a member."""
    form = ApplicationForm(data={"kind": "natural", "on": clock.today()})
    form.kind.choices = PERSONS
    ask_writing(form, with_liability=queries.is_liable(group, clock.today(), form.on.data))
    done = carry_out(
        form,
        lambda: services.apply(
            group,
            form.person(),
            services.ApplicationReceived(
                form.on.data, form.was_in_writing(), form.is_another.data, form.note.data or ""
            ),
            author=viewer(),
            now=clock.now(),
        ),
    )
    if done is None:
        return form_page("register/apply.html", form, group=group)
    flash(_("The application of %(name)s is in the register.", name=done.value.name))
    return to_member(done.value)


@pages.route("/leden/<int:number>/beslissen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def decide(applicant: Member) -> ResponseReturnValue:
    """Admit, refuse or try: what the body of the statutes decided."""
    group = applicant.cooperative
    form = AdmissionDecisionForm(data={"decided_on": clock.today(), "on": clock.today()})
    form.decided_by.choices = bodies_that_admit(group)
    form.outcome.choices = [SelectChoice(kind, words) for kind, words in messages.OUTCOMES.items()]
    done = carry_out(
        form,
        lambda: services.decide(
            applicant,
            EventKind(form.outcome.data),
            form.decision(),
            until=form.until.data,
            before_deed=form.before_deed.data,
            author=viewer(),
            now=clock.now(),
        ),
    )
    if done is None:
        keep_what_was_asked(form)
        return form_page("register/decide.html", form, group=group, member=applicant)
    flash(_("Saved."))
    return to_member(applicant)


@pages.route("/leden/<int:number>/overdragen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def transfer(member: Member) -> ResponseReturnValue:
    """The membership passes to somebody else, where the statutes allow it."""
    group = member.cooperative
    form = TransferForm(data={"kind": "natural", "decided_on": clock.today(), "on": clock.today()})
    form.kind.choices, form.decided_by.choices = PERSONS, bodies_that_admit(group)
    done = carry_out(
        form,
        lambda: services.transfer(
            member,
            form.person(),
            form.decision(),
            is_another=form.is_another.data,
            deed_on=form.deed_on.data,
            author=viewer(),
            now=clock.now(),
        ),
    )
    allowed = queries.statutes_in_force(group, clock.today()).membership.transferable
    if done is None:
        return form_page("register/transfer.html", form, group=group, member=member, allowed=allowed)
    flash(_("%(name)s is in the register.", name=done.value.name))
    return to_member(done.value)
