"""The desk of who keeps how authorities buy: what is known, what is due for a look, one policy, and the table to download."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, is_manager, viewer
from incubator.challenges.documents.buying_policies import policies_as_csv
from incubator.challenges.forms.buyers import BuyingPolicyForm, standing_of
from incubator.challenges.messages.buyers import BOUGHT, MARKS
from incubator.challenges.models import BuyingPolicyRecord
from incubator.challenges.queries import buyers, buying
from incubator.challenges.rules import buying as rules
from incubator.challenges.services import buying as services
from incubator.challenges.views.blueprint import pages
from incubator.core import clock, files
from incubator.core.forms import search_words
from incubator.core.web import carry_out, carry_out_or_flash, form_page


@pages.get("/beheer/inkoopbeleid")
@guarded(is_manager)
def buying_policies() -> ResponseReturnValue:
    """Every authority of which something is known, what is due first; and a search for the others."""
    name, today = search_words(request.args.get("naam")), clock.today()
    known = buying.latest_policies()
    due = [policy for policy in known if rules.check_is_due(policy, today)]
    return render_template(
        "challenges/buying_policies.html",
        due=due,
        fresh=[policy for policy in known if policy not in due],
        name=name,
        results=buyers.authorities_called(name),
    )


@pages.get("/beheer/inkoopbeleid.csv")
@guarded(is_manager)
def export_buying_policies() -> ResponseReturnValue:
    """The same as a table, which `incubator challenges buyers import` reads again."""
    return files.made(policies_as_csv(buying.latest_policies()), "inkoopbeleid", files.CSV)


@pages.route("/beheer/inkoopbeleid/<authority:code>", methods=["GET", "POST"])
@guarded(is_manager)
def edit_buying_policy(code: str) -> ResponseReturnValue:
    """Record how an authority buys."""
    authority = buyers.authority_named(code)
    if authority is None:
        abort(404)
    form = BuyingPolicyForm(data=standing_of(buying.newest_policy(code), clock.today()))
    form.mark.choices = [SelectChoice(mark, words) for mark, words in MARKS.items()]
    if carry_out(form, lambda: _record(code, form)):
        flash(_("Saved. Everybody reads it from now on."))
        return redirect(url_for("challenges.buyer", code=code))
    return form_page(
        "challenges/buying_policy.html", form, authority=authority, history=buying.history(code), kinds=BOUGHT
    )


def _record(code: str, form: BuyingPolicyForm) -> None:
    services.begin_recording()
    policy = buying.newest_policy(code)
    if policy is not None:
        form.settle(standing_of(policy, clock.today()))
    services.record(code, form.terms(), by=viewer(), now=clock.now(), today=clock.today())


@pages.post("/beheer/inkoopbeleid/vastgelegd/<int:record_id>/intrekken")
@guarded(is_manager, load=buying.record)
def withdraw_buying_policy(recorded: BuyingPolicyRecord) -> ResponseReturnValue:
    """It was a mistake: what was known before holds again."""
    code = recorded.code
    if carry_out_or_flash(lambda: services.withdraw(recorded, now=clock.now())):
        flash(_("Withdrawn. What was known before holds again."))
    return redirect(url_for("challenges.edit_buying_policy", code=code))
