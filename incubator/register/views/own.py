"""A member's own pages: what the register says of them, changing it, leaving, and their data as a file."""

import json

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.files import JSON, WORD, made
from incubator.core.formatting import as_date
from incubator.core.web import carry_out, form_page
from incubator.register import documents, messages, permissions, queries, services
from incubator.register.forms import PersonalForm, ResignationForm, ask_writing
from incubator.register.models import Member
from incubator.register.views.blueprint import all_data, pages
from incubator.register.views.entries import known_data
from incubator.register.views.leaving import day_asked, day_of_file
from incubator.statutes.queries.legal_person import legal_person


@pages.get("/leden/mijn")
@guarded(permissions.is_own, load=queries.own_membership)
def own(member: Member) -> ResponseReturnValue:
    """My membership: standing, account, papers, and how I leave, which has to be easy to find (M-18)."""
    row = queries.row_on(member, clock.today())
    return render_template(
        "register/own.html",
        member=member,
        group=member.cooperative,
        row=row,
        balance=queries.balance_on(member, clock.today()),
        leaving=queries.leaving(member, day_asked("op"), today=clock.today()),
        counting={event.id for event in queries.counting_events(member)},
        standings=messages.STANDINGS,
        events=messages.EVENTS,
        grounds=messages.GROUNDS,
        entries=messages.ENTRIES,
        changed=messages.changed_in_words,
        claims=messages.CLAIMS,
        may_see_group=permissions.sees_group(viewer(), member),
    )


@pages.route("/leden/mijn/gegevens", methods=["GET", "POST"])
@guarded(permissions.is_own, load=queries.own_membership)
def own_change(member: Member) -> ResponseReturnValue:
    """My name, my address, and whether invitations may come by e-mail."""
    form = PersonalForm(data=known_data(member))
    done = carry_out(
        form, lambda: services.change(member, form.changed(), form.on.data, author=viewer(), now=clock.now())
    )
    if done is None:
        return form_page("register/change.html", form, group=member.cooperative, member=member, own=True)
    flash(_("Saved. What it was before stays readable."))
    return _to_own(member)


@pages.route("/leden/mijn/opzeggen", methods=["GET", "POST"])
@guarded(permissions.is_own, load=queries.own_membership)
def own_resign(member: Member) -> ResponseReturnValue:
    """I give notice: the page says when it ends before I send it."""
    form = ResignationForm(data={"noticed_on": clock.today()})
    # A member gives notice today and not last week: the term runs from when the board can know of it.
    del form.noticed_on
    ask_writing(form, with_liability=queries.is_liable(member.cooperative, clock.today()))
    form.wish.description = _(
        "When you want to stay until a day of your own. If it is too early, it becomes the first day that is possible."
    )
    form.learnt_on.label.text = _("When did you learn of that decision?")
    form.ground.choices = [SelectChoice(ground, words) for ground, words in messages.immediate_to_choose()]
    done = carry_out(
        form, lambda: services.resign(member, form.notice(clock.today()), author=viewer(), now=clock.now())
    )
    if done is None:
        leaving = queries.leaving(member, clock.today(), today=clock.today())
        return form_page(
            "register/own_resign.html",
            form,
            group=member.cooperative,
            member=member,
            leaving=leaving,
            claims=messages.CLAIMS,
        )
    flash(_("You gave notice. Your membership ends on %(date)s.", date=as_date(done.value.on_date)))
    return _to_own(member)


@pages.get("/leden/mijn/gegevens.json")
@guarded(permissions.is_own, load=queries.own_membership)
def own_data(member: Member) -> Response:
    """Everything that the register holds of me, to keep or to take elsewhere (articles 15 and 20 GDPR)."""
    content = json.dumps(all_data(member), ensure_ascii=False, indent=2).encode()
    return made(content, f"mijn-lidmaatschap-{member.number}", JSON)


@pages.get("/leden/mijn/verklaring")
@guarded(permissions.is_own, load=queries.own_membership)
def own_statement(member: Member) -> Response:
    """What leaving comes to, as a letter."""
    whose = legal_person(member.cooperative, clock.today())
    from_day = queries.leaving(member, day_of_file("op"), today=clock.today())
    return made(documents.statement(member, from_day, whose, made_at=clock.now()), "verklaring-vertrek", WORD)


def _to_own(member: Member) -> ResponseReturnValue:
    return redirect(url_for("register.own", slug=member.cooperative.slug))
