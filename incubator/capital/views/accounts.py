"""How capital stands: of all, of a member, over the years; reserves and funds."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.capital import permissions, services
from incubator.capital.documents.statements import member_statement
from incubator.capital.forms import CorrectingForm, PoolForm
from incubator.capital.messages import pictures, words
from incubator.capital.queries import rules_in_force, standing, statements
from incubator.capital.values import book
from incubator.capital.values.entering import PoolMovement
from incubator.capital.views.blueprint import pages
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, files
from incubator.core.web import carry_out, form_page
from incubator.ledger.models import LedgerEntry
from incubator.register import queries as register
from incubator.register.models import Member
from incubator.register.permissions.members import may_see_private
from incubator.statutes.queries.legal_person import legal_person

STATEMENTS_SHOWN = 3


@pages.get("/")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def index(group: Cooperative) -> ResponseReturnValue:
    """All accounts today, the years, and what to look at."""
    today = clock.today()
    stands = standing.standing(group, today)
    return render_template(
        "capital/index.html",
        group=group,
        standing=stands,
        picture=pictures.capital_of_members(stands),
        years=standing.years(group),
        statement_years=statements.years_with_entries(group, today)[:STATEMENTS_SHOWN],
        states=words.STATES,
        badges=words.STATE_BADGES,
        has_deed=rules_in_force.statutes_on(group, today) is not None,
        may_write=permissions.may_write(viewer(), group),
    )


@pages.get("/reserves")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def pools(group: Cooperative) -> ResponseReturnValue:
    """Reserves and funds: what they are, over the years, and what moved."""
    today = clock.today()
    return render_template(
        "capital/pools.html",
        group=group,
        standing=standing.standing(group, today),
        picture=pictures.over_the_years(standing.year_ends(group, today)),
        movements=statements.of_pools(group),
        corrected=standing.corrected(group),
        kinds=words.ENTRIES,
        account_name=words.account_name,
        may_write=permissions.may_write(viewer(), group),
    )


@pages.route("/reserves/boeken", methods=["GET", "POST"])
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def move_pool(group: Cooperative) -> ResponseReturnValue:
    """What a reserve or fund began with, or what was spent from a fund."""
    form = PoolForm(data={"kind": PoolMovement.SPENT.value, "on": clock.today()})
    form.kind.choices = [SelectChoice(kind, name) for kind, name in words.POOL_MOVEMENTS.items()]
    form.pool.choices = [SelectChoice(code, words.account_name(code)) for code in book.POOLS]
    done = carry_out(
        form,
        lambda: services.move_pool(
            group,
            PoolMovement(form.kind.data),
            form.pool.data,
            form.amount.data or 0,
            on=form.on.data,
            decision=form.decision.data,
            by=viewer(),
            now=clock.now(),
        ),
    )
    if done is None:
        return form_page("capital/move_pool.html", form, group=group)
    flash(_("Booked."))
    return redirect(url_for("capital.pools", slug=group.slug))


@pages.get("/leden/<int:number>")
@guarded(permissions.may_see_member, load=register.member)
def account(member: Member) -> ResponseReturnValue:
    """The accounts of one member, and everything that was booked on them."""
    today = clock.today()
    claim = standing.claim(member)
    return render_template(
        "capital/account.html",
        member=member,
        group=member.cooperative,
        accounts=standing.of_member(member, today),
        row=register.row_on(member, today),
        lines=statements.of_member(member),
        corrected=standing.corrected(member.cooperative),
        claim=claim,
        schedule=[] if claim is None else standing.schedule(claim),
        kinds=words.ENTRIES,
        account_name=words.account_name,
        correctable=services.CORRECTABLE,
        statement_years=statements.years_of(member, today),
        today=today,
        may_write=permissions.may_write_member(viewer(), member),
    )


@pages.get("/leden/<int:number>/overzicht/<int:year>")
@guarded(permissions.may_see_member, load=register.member)
def statement(member: Member, year: int) -> Response:
    """The yearly statement of a member, in Word."""
    if year not in statements.years_of(member, clock.today()):
        abort(404)
    private = may_see_private(viewer(), member)
    whose = legal_person(member.cooperative, clock.today())
    of_year = statements.yearly(member, year, clock.today())
    document = member_statement(of_year, whose, private=private, made_at=clock.now())
    name = f"overzicht-{member.cooperative.slug}-lid-{member.number}-{year}"
    return files.made(document, name, files.WORD)


@pages.route("/boekingen/<int:number>/corrigeren", methods=["GET", "POST"])
@guarded(permissions.may_write_entry, load=standing.entry)
def correct(entry: LedgerEntry) -> ResponseReturnValue:
    """Take back what was booked by mistake."""
    group = entry.book.cooperative
    assert group is not None
    form = CorrectingForm()
    done = carry_out(form, lambda: services.correct(entry, form.reason.data, by=viewer(), now=clock.now()))
    if done is None:
        return form_page(
            "capital/correct.html",
            form,
            group=group,
            entry=entry,
            kinds=words.ENTRIES,
            account_name=words.account_name,
        )
    flash(_("Corrected. What stood there stays readable."))
    return redirect(url_for("capital.index", slug=group.slug))
