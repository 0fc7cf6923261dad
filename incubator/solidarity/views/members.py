"""The cooperatives of a fund: joining, leaving, the pay ratio, and the page of each."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.core.web import carry_out, form_page
from incubator.solidarity import permissions
from incubator.solidarity.forms.funds import JoinFundForm, LeaveForm, RatioForm
from incubator.solidarity.messages import words
from incubator.solidarity.models import SolidarityFund, SolidarityMember
from incubator.solidarity.queries import figures, funds, questions
from incubator.solidarity.services import funds as services
from incubator.solidarity.values import WithinLimit
from incubator.solidarity.views.blueprint import pages
from incubator.solidarity.views.funds import HOME

EACH = f"{HOME}/leden/<int:member_id>"


@pages.route(f"{HOME}/meedoen", methods=["GET", "POST"])
@guarded(permissions.may_join, load=funds.fund)
def join(fund: SolidarityFund) -> ResponseReturnValue:
    """A group of the neighbourhood joins, by an act of its own."""
    today, slug = clock.today(), fund.neighbourhood.slug
    able = {group.id: group for group in funds.could_join(viewer(), fund, today)}
    form = JoinFundForm(data={"decided_on": today})
    form.group.choices = [SelectChoice(number, group.name) for number, group in able.items()]
    done = carry_out(form, lambda: services.join(fund, able[form.group.data], form.act(), now=clock.now()).id)
    if done is not None:
        flash(_("Your cooperative takes part."))
        return redirect(url_for("solidarity.member", slug=slug, member_id=done.value))
    return form_page(
        "solidarity/join.html",
        form,
        fund=fund,
        neighbourhood=fund.neighbourhood,
        able=able,
        rules=funds.rules_on(fund, today),
        words=words,
    )


@pages.get(EACH)
@guarded(permissions.sees_amounts, load=funds.member)
def member(known: SolidarityMember) -> ResponseReturnValue:
    """What a cooperative put in, asked and says of its pay ratio."""
    fund, today = known.fund, clock.today()
    rules = funds.rules_on(fund, today)
    may_act = permissions.may_act(viewer(), known)
    own = [each for each in questions.supports(fund) if each.member_id == known.id]
    shown: list[figures.YearShown] = []
    # The division of a surplus is of the cooperative itself: only its own people read it.
    if may_act and known.cooperative is not None:
        shown = figures.divided_years(known.cooperative)
    return render_template(
        "solidarity/member.html",
        fund=fund,
        neighbourhood=fund.neighbourhood,
        member=known,
        rules=rules,
        supports=own,
        shown=shown,
        may_act=may_act,
        words=words,
    )


@pages.route(f"{EACH}/stoppen", methods=["GET", "POST"])
@guarded(permissions.may_act, load=funds.member)
def leave(known: SolidarityMember) -> ResponseReturnValue:
    """A cooperative says when it stops."""
    today, slug = clock.today(), known.fund.neighbourhood.slug
    first = months_later(today, services.notice_of(known, today))
    form = LeaveForm(data={"leaves_on": first, "decided_on": today})
    if carry_out(form, lambda: _leave(known, form)):
        flash(_("Written down. Until that day your cooperative takes part."))
        return redirect(url_for("solidarity.show", slug=slug))
    return form_page("solidarity/leave.html", form, member=known, neighbourhood=known.fund.neighbourhood, first=first)


def _leave(known: SolidarityMember, form: LeaveForm) -> bool:
    services.leave(known, form.leaves_on.data, form.act(), now=clock.now())
    return True


@pages.route(f"{EACH}/beloning", methods=["GET", "POST"])
@guarded(permissions.may_act, load=funds.member)
def answer_ratio(known: SolidarityMember) -> ResponseReturnValue:
    """Say whether the pay ratio is kept; what the figures of the cooperative give stands beside it."""
    slug, number = known.fund.neighbourhood.slug, known.id
    shown = figures.ratio_for(known, clock.today())
    form = RatioForm(data={"answer": shown.answer.value})
    if carry_out(form, lambda: _answer(known, form)):
        flash(_("Saved."))
        return redirect(url_for("solidarity.member", slug=slug, member_id=number))
    rules = funds.rules_on(known.fund, clock.today())
    return form_page(
        "solidarity/ratio.html",
        form,
        member=known,
        neighbourhood=known.fund.neighbourhood,
        shown=shown,
        rules=rules,
        words=words,
    )


def _answer(known: SolidarityMember, form: RatioForm) -> bool:
    answer = WithinLimit(form.answer.data)
    # What was entered in capital is looked at, so that nobody says otherwise by mistake; capital itself is the place to change it.
    if answer is WithinLimit.YES and figures.ratio_for(known, clock.today()).answer is WithinLimit.NO:
        raise RuleViolation(
            N_("By the figures of your cooperative the highest pay is above the limit. Change the figures first."),
            field="answer",
        )
    services.answer_ratio(known, answer, now=clock.now())
    return True
