"""Pages of the member register, and of the deed that opens it."""

from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_manager
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.register import documents, messages, permissions, queries, rules, services
from incubator.register.forms import (
    AdmissionForm,
    CorrectionForm,
    EndForm,
    FoundingForm,
    PaymentForm,
    ResignationForm,
)
from incubator.register.models import Member, MemberEvent
from incubator.register.values import EntryKind, EventKind, MembershipStanding, PersonKind
from incubator.statutes import queries as statutes_queries

pages = Blueprint("register", __name__, url_prefix="/cooperaties/<slug>")


def _author() -> User:
    author: User = current_user._get_current_object()
    return author


def _asked_day() -> date:
    try:
        return date.fromisoformat(request.args.get("datum", ""))
    except ValueError:
        return clock.today()


@pages.get("/leden/")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def index(group: Cooperative) -> ResponseReturnValue:
    """The register as it stands today, or stood on another day."""
    day = _asked_day()
    rows = queries.register_on(group, day)
    return render_template(
        "register/index.html",
        group=group,
        day=day,
        today=clock.today(),
        rows=rows,
        present=sum(row.standing is not MembershipStanding.ENDED for row in rows),
        standings=messages.STANDINGS,
        badges={
            MembershipStanding.MEMBER: "done",
            MembershipStanding.SUSPENDED: "attention",
            MembershipStanding.ENDED: "later",
        },
        may_write=permissions.may_write(current_user, group),
        is_manager=is_manager(current_user),
        open_facts=cooperatives_queries.open_points_for(group, "register"),
    )


@pages.get("/leden/export/<form>")
@guarded(permissions.may_export, load=queries.export_of)
def export(found: tuple[Cooperative, str]) -> ResponseReturnValue:
    """The register of a day as a file."""
    group, form = found
    day = _asked_day()
    register = documents.Register(group.name, day, queries.register_on(group, day), clock.now())
    name = documents.file_name(group.slug, day, form)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(documents.export(register, form), mimetype=documents.MEDIA[form], headers=headers)


@pages.route("/leden/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def admit(group: Cooperative) -> ResponseReturnValue:
    """Enter a new member."""
    form = AdmissionForm(data={"kind": "natural", "decided_on": clock.today(), "on": clock.today()})
    form.kind.choices = [SelectChoice(kind.value, messages.PERSONS[kind]) for kind in PersonKind]
    if form.validate_on_submit():
        person = services.Person(
            form.name.data,
            PersonKind(form.kind.data),
            form.address.data,
            form.email.data,
            form.email_consent.data,
        )
        decision = services.Decision(form.decided_by.data, form.decided_on.data, form.on.data)
        try:
            with transaction():
                member = services.admit(group, person, decision, author=_author(), now=clock.now())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("%(name)s is in the register.", name=member.name))
            return redirect(url_for("register.show", slug=group.slug, number=member.number))
    return render_template("register/admit.html", form=form, group=group), 422 if form.errors else 200


@pages.get("/leden/<int:number>")
@guarded(permissions.may_see_member, load=queries.member)
def show(member: Member) -> ResponseReturnValue:
    """One member: standing, what happened, and the account."""
    return render_template(
        "register/show.html",
        member=member,
        group=member.cooperative,
        row=queries.row_on(member, clock.today()),
        counting={event.id for event in queries.counting_events(member)},
        standings=messages.STANDINGS,
        events=messages.EVENTS,
        grounds=messages.GROUNDS,
        entries=messages.ENTRIES,
        balance=sum(entry.amount_cents for entry in member.entries),
        may_write=permissions.may_write(current_user, member.cooperative),
    )


@pages.route("/leden/<int:number>/opzeggen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def resign(member: Member) -> ResponseReturnValue:
    """A member gives notice; the end date is computed."""
    form = ResignationForm(data={"noticed_on": clock.today()})
    if form.validate_on_submit():
        try:
            with transaction():
                event = services.resign(
                    member,
                    form.noticed_on.data,
                    immediate=form.immediate.data,
                    note=form.note.data or "",
                    author=_author(),
                    now=clock.now(),
                )
                ends_on = event.on_date
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(
                _("The membership of %(name)s ends on %(date)s.", name=member.name, date=ends_on.strftime("%d-%m-%Y"))
            )
            return redirect(url_for("register.show", slug=member.cooperative.slug, number=member.number))
    terms = services.resigning_terms(member.cooperative)
    expected = rules.resignation_date(form.noticed_on.data or clock.today(), terms)
    page = render_template(
        "register/resign.html", form=form, member=member, group=member.cooperative, expected=expected
    )
    return page, 422 if form.errors else 200


@pages.route("/leden/<int:number>/beeindigen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def end(member: Member) -> ResponseReturnValue:
    """The cooperative ends the membership, or the member died."""
    form = EndForm(data={"decided_on": clock.today(), "on": clock.today()})
    kinds = (EventKind.TERMINATION, EventKind.EXPULSION, EventKind.DEATH)
    form.kind.choices = [SelectChoice(kind.value, messages.EVENTS[kind]) for kind in kinds]
    form.ground.choices = [
        SelectChoice(ground, words or _("Not needed"))
        for ground, words in messages.GROUNDS.items()
        if ground != "immediate"
    ]
    if form.validate_on_submit():
        decision = services.Decision(
            "bestuur", form.decided_on.data, form.on.data, form.ground.data or "", form.note.data or ""
        )
        try:
            with transaction():
                services.end(member, EventKind(form.kind.data), decision, author=_author(), now=clock.now())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("Saved."))
            return redirect(url_for("register.show", slug=member.cooperative.slug, number=member.number))
    page = render_template("register/end.html", form=form, member=member, group=member.cooperative)
    return page, 422 if form.errors else 200


@pages.route("/leden/<int:number>/gebeurtenissen/<int:event_id>/corrigeren", methods=["GET", "POST"])
@guarded(permissions.may_write_event, load=queries.event)
def correct(event: MemberEvent) -> ResponseReturnValue:
    """What was entered by mistake counts no more."""
    form = CorrectionForm()
    member = event.member
    if form.validate_on_submit():
        try:
            with transaction():
                services.correct(event, form.note.data, author=_author(), now=clock.now())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("Corrected. What stood there stays readable."))
            return redirect(url_for("register.show", slug=member.cooperative.slug, number=member.number))
    page = render_template("register/correct.html", form=form, member=member, event=event, events=messages.EVENTS)
    return page, 422 if form.errors else 200


@pages.route("/leden/<int:number>/inleg", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def pay(member: Member) -> ResponseReturnValue:
    """A payment on the account of a member."""
    form = PaymentForm(data={"kind": "contribution", "on": clock.today()})
    kinds = (EntryKind.CONTRIBUTION, EntryKind.REPAYMENT)
    form.kind.choices = [SelectChoice(kind.value, messages.ENTRIES[kind]) for kind in kinds]
    if form.validate_on_submit():
        try:
            with transaction():
                services.enter_payment(
                    member,
                    EntryKind(form.kind.data),
                    form.amount.data or 0,
                    on=form.on.data,
                    note=form.note.data or "",
                    author=_author(),
                    now=clock.now(),
                )
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("Saved."))
            return redirect(url_for("register.show", slug=member.cooperative.slug, number=member.number))
    page = render_template("register/pay.html", form=form, member=member, group=member.cooperative)
    return page, 422 if form.errors else 200


@pages.route("/akte", methods=["GET", "POST"])
@guarded(is_manager, load=cooperatives_queries.cooperative)
def founding(group: Cooperative) -> ResponseReturnValue:
    """The notary made the deed: record it; the register opens with the founders."""
    form = FoundingForm()
    if form.validate_on_submit():
        signed = services.Founding(form.signed_on.data, form.notary.data, form.kvk.data, form.filed_on.data)
        try:
            with transaction():
                services.record_founding(group, signed, author=_author(), now=clock.now(), today=clock.today())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("%(group)s has been founded. The register is open.", group=group.name))
            return redirect(url_for("register.index", slug=group.slug))
    effective = statutes_queries.effective(group)
    page = render_template("register/founding.html", form=form, group=group, effective=effective)
    return page, 422 if form.errors else 200
