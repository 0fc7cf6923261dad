"""The first page of a fund, beginning it, its rules, and what everyone may read."""

from datetime import timedelta

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, public, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.public_pages import same_for_everyone
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as place_permissions
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import places
from incubator.solidarity import permissions
from incubator.solidarity.documents.pictures import fund_chart
from incubator.solidarity.forms.funds import AgreementForm, FirstAgreementForm, FundNameForm
from incubator.solidarity.messages import state, words
from incubator.solidarity.models import SolidarityFund
from incubator.solidarity.queries import funds, people, questions
from incubator.solidarity.rules.terms import HIGHEST_RATIO, unusual_share
from incubator.solidarity.services import deciding
from incubator.solidarity.services import funds as services
from incubator.solidarity.values import ReturnRule, SolidarityVerdict
from incubator.solidarity.views.blueprint import pages

HOME = "/buurten/<slug>/solidariteit"
VOTING_DAYS = 14


@pages.get(HOME)
@guarded(place_permissions.may_look, load=places.neighbourhood)
def show(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Who takes part, what is asked, and how the fund stands; amounts for who works in one of the cooperatives."""
    fund = funds.of_place(neighbourhood.id)
    reader, today = viewer(), clock.today()
    may_manage = place_permissions.may_drive(reader, neighbourhood)
    if fund is None:
        return render_template("solidarity/none.html", neighbourhood=neighbourhood, may_manage=may_manage)
    sees_amounts = permissions.sees_amounts(reader, fund)
    asked = questions.of_fund(fund)
    return render_template(
        "solidarity/show.html",
        neighbourhood=neighbourhood,
        fund=fund,
        rules=funds.rules_on(fund, today),
        members=funds.members(fund, today),
        own=funds.own_members(reader, fund, signs=True, day=today),
        could_join=funds.could_join(reader, fund, today),
        open_questions=[each for each in asked if each.state is SolidarityVerdict.OPEN],
        lines=questions.per_cooperative(fund),
        loans=people.number(fund),
        picture=fund_chart(funds.year_ends(fund, today), with_amounts=sees_amounts),
        balance=funds.balance(fund),
        sees_amounts=sees_amounts,
        may_manage=may_manage,
        words=words,
    )


@pages.route(f"{HOME}/beginnen", methods=["GET", "POST"])
@guarded(place_permissions.may_drive, load=places.neighbourhood)
def start(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = FundNameForm()
    if carry_out(form, lambda: services.start(neighbourhood, form.name.data or "", now=clock.now())):
        flash(_("The fund has a name. Now the agreement that cooperatives can join."))
        return redirect(url_for("solidarity.record_rules", slug=neighbourhood.slug))
    return form_page("solidarity/name_form.html", form, neighbourhood=neighbourhood, fund=None)


@pages.route(f"{HOME}/naam", methods=["GET", "POST"])
@guarded(permissions.may_manage, load=funds.fund)
def rename(fund: SolidarityFund) -> ResponseReturnValue:
    form, slug = FundNameForm(data={"name": fund.name}), fund.neighbourhood.slug
    if carry_out(form, lambda: _rename(fund, form)):
        flash(_("Saved."))
        return redirect(url_for("solidarity.show", slug=slug))
    return form_page("solidarity/name_form.html", form, neighbourhood=fund.neighbourhood, fund=fund)


def _rename(fund: SolidarityFund, form: FundNameForm) -> bool:
    form.settle({"name": lock(fund).name})
    services.rename(fund, form.name.data or "")
    return True


@pages.get(f"{HOME}/regels")
@guarded(permissions.may_read, load=funds.fund)
def rules(fund: SolidarityFund) -> ResponseReturnValue:
    """The agreement of today, and every version before it or after it."""
    reader, today = viewer(), clock.today()
    return render_template(
        "solidarity/rules.html",
        fund=fund,
        neighbourhood=fund.neighbourhood,
        rules=funds.rules_on(fund, today),
        versions=funds.versions(fund),
        has_members=bool(funds.members(fund)),
        may_manage=permissions.may_manage(reader, fund),
        may_sign=permissions.may_sign(reader, fund),
        sees_questions=permissions.sees_amounts(reader, fund),
        unusual_share=unusual_share,
        words=words,
    )


@pages.route(f"{HOME}/regels/vastleggen", methods=["GET", "POST"])
@guarded(permissions.may_manage, load=funds.fund)
def record_rules(fund: SolidarityFund) -> ResponseReturnValue:
    """The first agreement, before any cooperative takes part."""
    today = clock.today()
    form = FirstAgreementForm(
        data={
            "applies_from": today,
            "decided_on": today,
            "share": 500,
            "returns": ReturnRule.EITHER.value,
            "quorum": 50,
            "notice_months": 6,
            "pay_limit": HIGHEST_RATIO,
        }
    )
    done = carry_out(
        form, lambda: services.record_rules(fund, form.terms(), form.decision(), by=viewer(), now=clock.now())
    )
    if done is not None:
        flash(_("Recorded. Cooperatives can join under these rules."))
        return redirect(url_for("solidarity.rules", slug=fund.neighbourhood.slug))
    heading = _("Write the agreement down")
    return form_page("solidarity/rules_form.html", form, fund=fund, neighbourhood=fund.neighbourhood, heading=heading)


@pages.route(f"{HOME}/regels/voorstellen", methods=["GET", "POST"])
@guarded(permissions.may_sign, load=funds.fund)
def propose_rules(fund: SolidarityFund) -> ResponseReturnValue:
    """Other rules, put to the vote of the cooperatives."""
    known = funds.rules_on(fund, clock.today())
    standing = {} if known is None else {**vars_of(known), "returns": known.returns.value}
    starts = clock.today() + timedelta(days=VOTING_DAYS)
    form = AgreementForm(data={**standing, "applies_from": starts, "text": ""})
    done = carry_out(
        form,
        lambda: deciding.propose_rules(fund, form.terms(), form.text.data or "", by=viewer(), now=clock.now()).id,
    )
    if done is not None:
        flash(_("The vote is open. Tell the other cooperatives about it."))
        return redirect(url_for("solidarity.question", slug=fund.neighbourhood.slug, question_id=done.value))
    heading = _("Propose other rules")
    return form_page("solidarity/rules_form.html", form, fund=fund, neighbourhood=fund.neighbourhood, heading=heading)


def vars_of(known: object) -> dict[str, object]:
    """The fields of the agreement form, as a version of the rules has them."""
    return {name: getattr(known, name) for name in AgreementForm()._fields if hasattr(known, name)}


@pages.post(f"{HOME}/openbaar")
@guarded(permissions.may_manage, load=funds.fund)
def publish(fund: SolidarityFund) -> ResponseReturnValue:
    slug = fund.neighbourhood.slug
    if carry_out_or_flash(lambda: services.publish(fund, now=clock.now())):
        flash(_("Everybody can read now how many cooperatives take part."))
    return redirect(url_for("solidarity.show", slug=slug))


@pages.post(f"{HOME}/niet-openbaar")
@guarded(permissions.may_manage, load=funds.fund)
def withdraw(fund: SolidarityFund) -> ResponseReturnValue:
    slug = fund.neighbourhood.slug
    if carry_out_or_flash(lambda: services.withdraw(fund)):
        flash(_("The fund is not public any more."))
    return redirect(url_for("solidarity.show", slug=slug))


@pages.get("/buurt/<slug>/solidariteit")
@public
def public_page(slug: str) -> ResponseReturnValue:
    """How many take part and how often support was paid: no amounts and no names."""
    fund = funds.published(slug)
    if fund is None:
        abort(404)
    same_for_everyone()
    return render_template(
        "solidarity/public.html",
        fund=fund,
        rules=funds.rules_on(fund, clock.today()),
        sentences=state.public_sentences(fund),
        words=words,
    )
