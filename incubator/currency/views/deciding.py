"""The rules, proposals about them, and votes."""

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers.response import Response

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, form_page
from incubator.currency import permissions
from incubator.currency.forms.deciding import CurrencyVoteForm, ProposedRulesForm, RecordedRulesForm
from incubator.currency.messages import legal, words
from incubator.currency.models import Currency, CurrencyProposal
from incubator.currency.queries import currencies, deciding
from incubator.currency.services import deciding as services
from incubator.currency.values import CurrencyBallot, CurrencyVerdict
from incubator.currency.views.blueprint import pages
from incubator.neighbourhood.messages import tell_of_vote

# Long enough for who is away a week, short enough to remember what it was about.
VOTING_DAYS = 14


@pages.get("/buurten/<slug>/munt/regels")
@guarded(permissions.may_read, load=currencies.currency)
def rules(currency: Currency) -> ResponseReturnValue:
    """The rules of today, where they come from, and what was proposed."""
    return render_template(
        "currency/rules.html",
        currency=currency,
        rules=deciding.rules_on(currency, clock.today()),
        versions=deciding.versions(currency),
        proposals=deciding.proposals(currency),
        may_manage=permissions.may_manage(viewer(), currency),
        periods=words.PERIODS,
        verdicts=words.VERDICTS,
        badges=words.BADGES,
        flags=legal.FLAGS,
        checked_on=legal.CHECKED_ON,
    )


def _in_force(currency: Currency) -> dict[str, Any]:
    """What the rules of today say, to begin from."""
    known = deciding.rules_on(currency, clock.today())
    if known is None:
        return {}
    return {
        "credit": known.credit,
        "upper": known.upper,
        "warn_low": known.warn_low,
        "warn_high": known.warn_high,
        "demurrage": known.demurrage or None,
        "demurrage_period": known.demurrage_period.value if known.demurrage_period else "",
        "places": known.places,
    }


@pages.route("/buurten/<slug>/munt/regels/besluit", methods=["GET", "POST"])
@guarded(permissions.may_manage, load=currencies.currency)
def record(currency: Currency) -> ResponseReturnValue:
    """Rules that a meeting decided, with that decision."""
    today = clock.today()
    form = RecordedRulesForm(data={**_in_force(currency), "applies_from": today, "decided_on": today})
    done = carry_out(
        form, lambda: services.record(currency, form.terms(), form.decision(), by=viewer(), now=clock.now())
    )
    if done is not None:
        flash(_("Recorded. Everyone in the neighbourhood can read it here."))
        return _to_rules(currency)
    return form_page(
        "currency/terms_form.html", form, currency=currency, heading=_("Record a decision about the rules")
    )


@pages.route("/buurten/<slug>/munt/voorstellen/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_manage, load=currencies.currency)
def propose(currency: Currency) -> ResponseReturnValue:
    """Rules that are put to the vote."""
    closing = clock.today() + timedelta(days=VOTING_DAYS)
    begins = closing + timedelta(days=1)
    form = ProposedRulesForm(data={**_in_force(currency), "closes_on": closing, "applies_from": begins, "quorum": 25})
    done = carry_out(form, lambda: _propose(currency, form))
    if done is not None:
        flash(_("The vote is open. Tell people about it."))
        return redirect(_address(done.value))
    return form_page("currency/terms_form.html", form, currency=currency, heading=_("Put rules to the vote"))


def _propose(currency: Currency, form: ProposedRulesForm) -> CurrencyProposal:
    known = services.propose(
        currency,
        form.terms(),
        form.text.data or "",
        form.closes_on.data,
        form.quorum.data or 0,
        by=viewer(),
        now=clock.now(),
    )
    tell_of_vote(
        currency.neighbourhood,
        about=_l("the rules of %(currency)s", currency=currency.name),
        last_day=known.closes_on,
        page=_address(known),
        key=f"currency-vote:{known.id}",
        by=viewer(),
    )
    return known


@pages.get("/buurten/<slug>/munt/voorstellen/<int:number>")
@guarded(permissions.may_read, load=deciding.proposal)
def proposal(known: CurrencyProposal) -> ResponseReturnValue:
    return _page(known, _vote_form(known))


@pages.post("/buurten/<slug>/munt/voorstellen/<int:number>/stem")
@guarded(permissions.may_vote, load=deciding.proposal)
def vote(known: CurrencyProposal) -> ResponseReturnValue:
    form = _vote_form(known)
    done = carry_out(form, lambda: services.vote(known, CurrencyBallot(form.choice.data), by=viewer(), now=clock.now()))
    if done is not None:
        flash(_("Your vote counts. You can change it as long as the vote is open."))
        return redirect(_address(known))
    return _page(known, form)


def _vote_form(known: CurrencyProposal) -> CurrencyVoteForm:
    given = deciding.vote_of(known, viewer())
    form = CurrencyVoteForm(data={"choice": given.choice.value if given else None})
    form.choice.choices = choices_of(words.BALLOTS)
    return form


def _page(known: CurrencyProposal, form: CurrencyVoteForm) -> ResponseReturnValue:
    reader = viewer()
    return form_page(
        "currency/proposal.html",
        form,
        proposal=known,
        currency=known.currency,
        counts=deciding.counts(known),
        given=deciding.vote_of(known, reader),
        # After the last day nobody votes, also before it was counted in the night.
        is_open=known.state is CurrencyVerdict.OPEN and clock.today() <= known.closes_on,
        may_vote=permissions.may_vote(reader, known),
        periods=words.PERIODS,
        verdicts=words.VERDICTS,
        badges=words.BADGES,
        ballots=words.BALLOTS,
    )


def _address(known: CurrencyProposal) -> str:
    return url_for("currency.proposal", slug=known.currency.neighbourhood.slug, number=known.number)


def _to_rules(currency: Currency) -> Response:
    return redirect(url_for("currency.rules", slug=currency.neighbourhood.slug))
