"""Who buys, how, and what: pages for everyone."""

from dataclasses import dataclass
from datetime import date

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.permissions import public
from incubator.challenges.documents.introduction import buyer_in_full
from incubator.challenges.messages import buyers as words
from incubator.challenges.queries import buyers as queries
from incubator.challenges.queries import buying
from incubator.challenges.rules import buying as rules
from incubator.challenges.values.buyers import BoughtKind, BuyingPolicy, ChosenWay, KnownBuyer
from incubator.challenges.views.blueprint import pages
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.forms import search_words
from incubator.core.i18n import explain, language
from incubator.core.public_pages import same_for_everyone
from incubator.core.quantities import read_amount


@pages.app_context_processor
def buyer_texts() -> dict[str, object]:
    """Words for buyers, for every page that shows one."""
    return {"buyer_words": words}


@pages.get("/opdrachtgevers")
@public
def buyers() -> ResponseReturnValue:
    """Find a municipality, province, water board or another organisation that buys."""
    same_for_everyone()
    name = search_words(request.args.get("naam"))
    return render_template(
        "challenges/buyers.html",
        name=name,
        authorities=queries.authorities_called(name),
        organisations=queries.organisations_called(name),
        known=buying.latest_policies(),
    )


@pages.get("/opdrachtgevers/<authority:code>")
@public
def buyer(code: str) -> ResponseReturnValue:
    """How an authority buys, what it bought before, what ends soon and what it asks for now."""
    same_for_everyone()
    known = queries.authority_named(code)
    if known is None:
        abort(404)
    return render_template("challenges/buyer.html", groups=_own_groups(), **about(known))


def about(known: KnownBuyer) -> dict[str, object]:
    """What everyone may know of a buyer."""
    today, now = clock.today(), clock.now()
    policy = buying.buying_policy(known.code, today)
    example = buying.example_policy()
    asked = _asked_way()
    return {
        "buyer": known,
        "policy": policy,
        "rows": words.band_rows(policy, today) if policy is not None else [],
        "due": policy is not None and rules.check_is_due(policy, today),
        "example": example,
        "example_rows": words.band_rows(example, today),
        "social_return_examples": buying.social_return_examples(),
        "question": words.question_for(buyer_in_full(known)),
        "organisation_id": queries.organisation_of(known),
        "contracts": queries.bought_before(known),
        "ending": queries.running_out(known, today),
        "calls": queries.calls(known, now),
        "now": now,
        "way_form": asked,
        "way": asked.way(policy, today),
    }


@dataclass(frozen=True, slots=True)
class AskedWay:
    """For which work somebody wants to know the way in, as it was typed in the address."""

    kind: str
    typed: str
    value: int | None
    problem: str = ""

    def way(self, policy: BuyingPolicy | None, today: date) -> ChosenWay | None:
        """The way in; None when no amount was asked about."""
        if self.value is None:
            return None
        return rules.way_in(policy, self.kind, self.value, today)


def _asked_way() -> AskedWay:
    kind, typed = request.args.get("soort", ""), search_words(request.args.get("bedrag"))
    if kind not in set(BoughtKind):
        kind = BoughtKind.SERVICES.value
    if not typed:
        return AskedWay(kind, "", None)
    try:
        # Cents make no difference to a band, and a value is never rounded up into the next.
        return AskedWay(kind, typed, int(read_amount(typed, language())))
    except RuleViolation as broken_rule:
        return AskedWay(kind, typed, None, explain(broken_rule))


def _own_groups() -> list[object]:
    """The groups of who reads, to go on to their list of buyers."""
    if not current_user.is_authenticated:
        return []
    return list(cooperatives.own_groups(current_user))
