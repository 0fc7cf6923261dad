"""Pages of the member register."""

from datetime import date

from flask import Response, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.messages import register_origin
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FactSourceKind
from incubator.core import clock
from incubator.core.formatting import as_date
from incubator.core.web import carry_out, form_page
from incubator.register import documents, messages, permissions, queries, rules, services
from incubator.register.forms import (
    AdmissionForm,
    CorrectionForm,
    EndForm,
    PaymentForm,
    ResignationForm,
    ask_writing,
    keep_what_was_asked,
)
from incubator.register.models import Member, MemberEvent
from incubator.register.values import EntryKind, EventKind, MembershipStanding
from incubator.register.views.blueprint import pages, to_member
from incubator.register.views.joining import PERSONS, bodies_that_admit
from incubator.register.views.leaving import day_asked, day_of_file
from incubator.statutes.queries.legal_person import legal_person


@pages.record_once
def tell_where_facts_come_from(_state: object) -> None:
    register_origin(FactSourceKind.REGISTER, lambda slug, _ref: url_for("register.index", slug=slug))


@pages.get("/leden/")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def index(group: Cooperative) -> ResponseReturnValue:
    """The register as it stands today, or stood on another day."""
    day = day_asked("datum")
    rows = queries.register_on(group, day)
    present = sum(row.standing is not MembershipStanding.ENDED for row in rows)
    return render_template(
        "register/index.html",
        group=group,
        day=day,
        today=clock.today(),
        rows=rows,
        # Before the deed and without a member from elsewhere there is no register of any day, and no letters behind a name.
        is_open=bool(rows) or queries.founded_on(group) is not None,
        present=present,
        left=rules.members_left(present, len(rows), day),
        standings=messages.STANDINGS,
        badges=messages.BADGES,
        applicants=queries.not_admitted(group, day),
        applicant_standings=messages.APPLICANTS,
        with_liability=queries.is_liable(group, day),
        mine=queries.own_membership(viewer(), group.slug),
        may_write=permissions.may_write(current_user, group),
        may_propose=permissions.may_propose(current_user, group),
        waiting=queries.open_proposal(group),
        open_facts=cooperatives_queries.open_points_for(group, "register"),
    )


@pages.get("/leden/export/<form>")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def export(group: Cooperative, form: str) -> ResponseReturnValue:
    """The register of a day as a file."""
    if form not in documents.MEDIA:
        abort(404)
    day = day_of_file("datum")
    private, several = permissions.may_write(viewer(), group), queries.gives_more_votes(group, day)
    register = documents.Register(
        legal_person(group, day), day, queries.register_on(group, day), clock.now(), private, several
    )
    name = documents.file_name(group.slug, day, form)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(documents.export(register, form), mimetype=documents.MEDIA[form], headers=headers)


@pages.route("/leden/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def admit(group: Cooperative) -> ResponseReturnValue:
    """Enter a new member."""
    people = queries.could_be_admitted(group)
    chosen = [person for person in people if person["name"] == request.args.get("naam")][:1]
    known = chosen[0] if chosen else {}
    form = AdmissionForm(data={"kind": "natural", "decided_on": clock.today(), "on": clock.today(), **known})
    form.kind.choices = PERSONS
    form.decided_by.choices = bodies_that_admit(group)
    done = carry_out(
        form,
        lambda: services.admit(
            group,
            form.person(),
            form.decision(),
            is_another=form.is_another.data,
            before_deed=form.before_deed.data,
            author=viewer(),
            now=clock.now(),
        ),
    )
    if done is None:
        keep_what_was_asked(form)
        return form_page("register/admit.html", form, group=group, people=people)
    flash(_("%(name)s is in the register.", name=done.value.name))
    return to_member(done.value)


@pages.get("/leden/<int:number>")
@guarded(permissions.may_see_member, load=queries.member)
def show(member: Member) -> ResponseReturnValue:
    """One member: standing, what happened, and the account."""
    row = queries.row_on(member, clock.today())
    return render_template(
        "register/show.html",
        member=member,
        group=member.cooperative,
        row=row,
        balance=queries.balance_on(member, clock.today()),
        has_left=row is not None and row.standing is MembershipStanding.ENDED,
        applicant=messages.APPLICANTS[queries.applicant_standing(member, clock.today())],
        never_admitted=queries.row_on(member, date.max) is None,
        counting={event.id for event in queries.counting_events(member)},
        steps=services.steps_of(member),
        statutes=queries.statutes_in_force(member.cooperative, clock.today()),
        changed=messages.changed_in_words,
        may_see_private=permissions.may_see_private(viewer(), member),
        standings=messages.STANDINGS,
        events=messages.EVENTS,
        grounds=messages.GROUNDS,
        entries=messages.ENTRIES,
        organ_in_words=messages.organ_in_words,
        may_link=permissions.may_link(viewer(), member),
        may_write=permissions.may_write(current_user, member.cooperative),
    )


@pages.route("/leden/<int:number>/opzeggen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def resign(member: Member) -> ResponseReturnValue:
    """A member gives notice; the end date is computed."""
    form = ResignationForm(data={"noticed_on": clock.today()})
    ask_writing(form, with_liability=queries.is_liable(member.cooperative, clock.today(), form.noticed_on.data))
    form.ground.choices = [SelectChoice(ground, words) for ground, words in messages.immediate_to_choose()]
    done = carry_out(form, lambda: services.resign(member, form.notice(), author=viewer(), now=clock.now()))
    # The end that is announced follows the day that was typed, also when the form is refused.
    if done is None:
        reckoned = queries.leaving(member, form.noticed_on.data or clock.today(), today=clock.today())
        return form_page("register/resign.html", form, member=member, group=member.cooperative, leaving=reckoned)
    last_day = as_date(done.value.on_date)
    flash(_("The membership of %(name)s ends on %(date)s.", name=member.name, date=last_day))
    return to_member(member)


@pages.route("/leden/<int:number>/beeindigen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def end(member: Member) -> ResponseReturnValue:
    """The cooperative ends the membership, or the member died."""
    form = EndForm(data={"decided_on": clock.today(), "on": clock.today()})
    form.kind.choices = _ways_to_end(member.cooperative)
    form.ground.choices = [SelectChoice(ground, words) for ground, words in messages.grounds_to_choose()]
    done = carry_out(
        form,
        lambda: services.end(member, EventKind(form.kind.data), form.decision(), author=viewer(), now=clock.now()),
    )
    if done is None:
        statutes = queries.statutes_in_force(member.cooperative, clock.today())
        inherits = statutes.membership.inheritable
        return form_page("register/end.html", form, member=member, group=member.cooperative, inherits=inherits)
    flash(_("Saved."))
    return to_member(member)


def _ways_to_end(group: Cooperative) -> list[SelectChoice]:
    """Termination and expulsion, each with the body that the statutes give it to, and death."""
    statutes = queries.statutes_in_force(group, clock.today())
    ways = []
    for kind in (EventKind.TERMINATION, EventKind.EXPULSION):
        organ = messages.organ_in_words(queries.organ_that_ends(statutes, kind))
        label = _("%(what)s. By the statutes this is decided by: %(organ)s", what=messages.EVENTS[kind], organ=organ)
        ways.append(SelectChoice(kind.value, label))
    return [*ways, SelectChoice(EventKind.DEATH.value, messages.EVENTS[EventKind.DEATH])]


@pages.route("/leden/<int:number>/gebeurtenissen/<int:event_id>/corrigeren", methods=["GET", "POST"])
@guarded(permissions.may_write_event, load=queries.event)
def correct(event: MemberEvent) -> ResponseReturnValue:
    """What was entered by mistake counts no more."""
    form = CorrectionForm()
    member = event.member
    done = carry_out(form, lambda: services.correct(event, form.note.data, author=viewer(), now=clock.now()))
    if done is None:
        return form_page("register/correct.html", form, member=member, event=event, events=messages.EVENTS)
    flash(_("Corrected. What stood there stays readable."))
    return to_member(member)


@pages.route("/leden/<int:number>/inleg", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def pay(member: Member) -> ResponseReturnValue:
    """A payment on the account of a member."""
    contribution = cooperatives_queries.holding_values(member.cooperative).get("capital.contribution")
    due = rules.still_due(
        None if contribution is None else str(contribution), queries.balance_on(member, clock.today())
    )
    form = PaymentForm(data={"kind": "contribution", "on": clock.today(), "amount": due})
    kinds = (EntryKind.CONTRIBUTION, EntryKind.REPAYMENT)
    form.kind.choices = [SelectChoice(kind.value, messages.ENTRIES[kind]) for kind in kinds]
    done = carry_out(
        form,
        lambda: services.enter_payment(
            member,
            EntryKind(form.kind.data),
            form.amount.data or 0,
            on=form.on.data,
            note=form.note.data or "",
            author=viewer(),
            now=clock.now(),
        ),
    )
    if done is None:
        return form_page("register/pay.html", form, member=member, group=member.cooperative)
    flash(_("Saved."))
    return to_member(member)
