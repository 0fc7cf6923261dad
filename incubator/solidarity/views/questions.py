"""Asking support, and the votes of the cooperatives."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, form_page
from incubator.solidarity import permissions
from incubator.solidarity.forms.questions import FundVoteForm, SupportAskForm
from incubator.solidarity.messages import words
from incubator.solidarity.models import SolidarityFund, SolidarityMember, SolidarityQuestion
from incubator.solidarity.queries import funds
from incubator.solidarity.queries import questions as queries
from incubator.solidarity.services import deciding
from incubator.solidarity.values import ReceiptKind, SolidarityChoice, SolidarityVerdict
from incubator.solidarity.views.blueprint import pages
from incubator.solidarity.views.funds import HOME, VOTING_DAYS
from incubator.solidarity.views.members import EACH

ONE = f"{HOME}/vragen/<int:question_id>"


@pages.get(f"{HOME}/vragen")
@guarded(permissions.sees_amounts, load=funds.fund)
def questions(fund: SolidarityFund) -> ResponseReturnValue:
    """Everything that was asked, and what came of it."""
    return render_template(
        "solidarity/questions.html",
        fund=fund,
        neighbourhood=fund.neighbourhood,
        questions=queries.of_fund(fund),
        own=funds.own_members(viewer(), fund, signs=True, day=clock.today()),
        words=words,
    )


@pages.route(f"{EACH}/steun-vragen", methods=["GET", "POST"])
@guarded(permissions.may_act, load=funds.member)
def ask(known: SolidarityMember) -> ResponseReturnValue:
    """Ask the other cooperatives for support."""
    slug = known.fund.neighbourhood.slug
    form = SupportAskForm(data={"closes_on": clock.today() + timedelta(days=VOTING_DAYS)})
    done = carry_out(form, lambda: deciding.ask(known, form.asked(), by=viewer(), now=clock.now()).question_id)
    if done is not None:
        flash(_("Asked. The other cooperatives decide now."))
        return redirect(url_for("solidarity.question", slug=slug, question_id=done.value))
    rules = funds.rules_on(known.fund, clock.today())
    return form_page(
        "solidarity/ask.html", form, member=known, neighbourhood=known.fund.neighbourhood, rules=rules, words=words
    )


@pages.get(ONE)
@guarded(permissions.sees_amounts, load=queries.question)
def question(known: SolidarityQuestion) -> ResponseReturnValue:
    """A question, the votes, and what was paid of it."""
    return _page(known, _vote_form(known))


@pages.post(f"{ONE}/stem")
@guarded(permissions.may_sign, load=queries.question)
def vote(known: SolidarityQuestion) -> ResponseReturnValue:
    form, slug, number = _vote_form(known), known.fund.neighbourhood.slug, known.id
    if carry_out(form, lambda: _vote(known, form)):
        flash(_("The vote of your cooperative counts. You can change it as long as the vote is open."))
        return redirect(url_for("solidarity.question", slug=slug, question_id=number))
    return _page(known, form)


def _vote(known: SolidarityQuestion, form: FundVoteForm) -> bool:
    own = funds.own_members(viewer(), known.fund, signs=True, day=clock.today())
    voter = next(each for each in own if each.id == form.voter.data)
    deciding.vote(known, voter, SolidarityChoice(form.choice.data), by=viewer(), now=clock.now())
    return True


def _vote_form(known: SolidarityQuestion) -> FundVoteForm:
    form = FundVoteForm()
    # Also who asks is among them: the rule says why it cannot, better than a choice that is not there.
    own = funds.own_members(viewer(), known.fund, signs=True, day=clock.today())
    form.voter.choices = [SelectChoice(each.id, each.name) for each in own]
    return form


def _page(known: SolidarityQuestion, form: FundVoteForm) -> ResponseReturnValue:
    today = clock.today()
    support = known.support
    return form_page(
        "solidarity/question.html",
        form,
        question=known,
        neighbourhood=known.fund.neighbourhood,
        support=support,
        proposed=queries.rules_asked(known),
        counts=queries.counts(known, today),
        # After the last day nobody votes, also before it was counted in the night.
        is_open=known.state is SolidarityVerdict.OPEN and today <= known.closes_on,
        may_vote=bool(queries.own_electors(viewer(), known, today)),
        may_sign=permissions.may_sign(viewer(), known),
        paid=support.total(ReceiptKind.PAID) if support else 0,
        words=words,
    )
