"""Pages of leaving: what it comes to, the statement, and the lists that go out."""

from datetime import date

from flask import Response, abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.files import WORD, made
from incubator.core.quantities import read_day
from incubator.register import documents, messages, permissions, queries, rules
from incubator.register.models import Member
from incubator.register.views.blueprint import pages
from incubator.statutes.queries.legal_person import legal_person

LONGEST_DAY = 30


def day_asked(name: str) -> date:
    """The day that the address asks for, today when it asks for none. What is no day is told on the page, which then is of today."""
    typed = request.args.get(name, "").strip()
    if not typed:
        return clock.today()
    try:
        return read_day(typed)
    except RuleViolation:
        flash(_("“%(typed)s” is no day. You see it as it is today.", typed=typed[:LONGEST_DAY]), "error")
        return clock.today()


def day_of_file(name: str) -> date:
    """The same for a file. For what is no day there is no file: one of today would be taken for that of another day."""
    typed = request.args.get(name, "").strip()
    try:
        return read_day(typed) if typed else clock.today()
    except RuleViolation:
        abort(404)


@pages.get("/leden/<int:number>/vertrek")
@guarded(permissions.may_see_private, load=queries.member)
def leaving(member: Member) -> ResponseReturnValue:
    """When the membership ends, what is paid back, what stays."""
    day = day_asked("op")
    return render_template(
        "register/leaving.html",
        member=member,
        group=member.cooperative,
        leaving=queries.leaving(member, day, today=clock.today()),
        claims=messages.CLAIMS,
        day=day,
    )


@pages.get("/leden/<int:number>/vertrek/verklaring")
@guarded(permissions.may_see_private, load=queries.member)
def statement(member: Member) -> Response:
    """The same as a letter to sign."""
    whose = legal_person(member.cooperative, clock.today())
    content = documents.statement(
        member, queries.leaving(member, day_of_file("op"), today=clock.today()), whose, made_at=clock.now()
    )
    return made(content, f"verklaring-vertrek-{member.number}", WORD)


@pages.get("/leden/handelsregister")
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def trade_list(group: Cooperative) -> Response:
    """The certified list for the trade register, only where members are liable: else it would show names for nothing."""
    day = day_of_file("datum")
    # M-13: of a cooperative U.A. the list is nobody's business; on the day asked, for the regime may have changed.
    if queries.statutes_in_force(group, day).liability.regime not in rules.WITH_LIABILITY:
        abort(404)
    listed = []
    for member in queries.members(group):
        row = queries.row_on(member, day)
        if row is not None and row.standing.value != "ended":
            listed.append(documents.ListedMember(row, queries.personal_on(member, day)["address"] or ""))
    return made(
        documents.trade_list(legal_person(group, day), day, listed, made_at=clock.now()), f"ledenlijst-{day}", WORD
    )
