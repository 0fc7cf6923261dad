"""The pages that a verdict leads to, one tap away."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from incubator.challenges.messages import verdicts as words
from incubator.challenges.values import NextAction, Verdict
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.notices.models import Notice

# Which page a step leads to.
NOTICE, FAMILY = "notices.show", "notices.family"
RULES, BUYER, WINDOW, BEGIN = (
    "challenges.authority",
    "challenges.buyer",
    "challenges.window",
    "challenges.begin",
)
ENDPOINTS = {
    NextAction.BEGIN: BEGIN,
    NextAction.ASK_RULES: RULES,
    NextAction.READ_RULES: RULES,
    # The letter that asks, with its clock and its reminder, is part of a challenge.
    NextAction.ASK_END: BEGIN,
    NextAction.ASK_PLANS: BEGIN,
    NextAction.SUCCESSOR: BUYER,
    NextAction.SMALLER_PART: BUYER,
    NextAction.PLAN_FOR_END: WINDOW,
    NextAction.BID: NOTICE,
    NextAction.FOLLOW: NOTICE,
    NextAction.READ_NOTICE: NOTICE,
    NextAction.ASK_WHO_DECIDES: NOTICE,
    NextAction.PROPOSE: NOTICE,
    NextAction.LATER_NOTICE: FAMILY,
}
MOST_GROUPS = 3


@dataclass(frozen=True, slots=True)
class NextLink:
    """A link to where the next step is done."""

    label: str
    url: str


def next_links(verdict: Verdict, notice: Notice | None = None, group: Cooperative | None = None) -> list[NextLink]:
    """Where the next step of a verdict is done: of several authorities or groups a link for each."""
    step = verdict.next_action
    endpoint = ENDPOINTS[step]
    label = str(words.NEXT_LINKS[step])
    if endpoint == RULES:
        return _to_rules(verdict)
    if endpoint == BUYER:
        return _to_buyers(verdict)
    if endpoint == BEGIN:
        return _to_begin(label, verdict, notice, group)
    if endpoint == WINDOW:
        return [NextLink(label, _to_window(verdict, notice))]
    if notice is None:
        return []
    if endpoint == FAMILY:
        return [NextLink(label, url_for(FAMILY, family_id=notice.family_id))]
    return [NextLink(label, url_for(NOTICE, notice_id=notice.id, _anchor="next"))]


def _to_rules(verdict: Verdict) -> list[NextLink]:
    links = []
    for deciding in verdict.decided_by:
        label = _("What we know of the rules of %(authority)s", authority=deciding.authority.name)
        links.append(NextLink(label, url_for(RULES, code=deciding.authority.code)))
    return links


def _to_buyers(verdict: Verdict) -> list[NextLink]:
    links = []
    for deciding in verdict.decided_by:
        label = _("What %(authority)s buys, and how", authority=deciding.authority.name)
        links.append(NextLink(label, url_for(BUYER, code=deciding.authority.code)))
    return links


def _to_begin(label: str, verdict: Verdict, notice: Notice | None, group: Cooperative | None) -> list[NextLink]:
    """To a new challenge of the group, or of each group of the reader; for who takes part in none to the rules."""
    if group is not None:
        return [NextLink(label, _begin(group, notice))]
    if not current_user.is_authenticated:
        return _to_rules(verdict)
    links = []
    for participation in cooperatives.participations_of(current_user)[:MOST_GROUPS]:
        taking = participation.cooperative
        links.append(NextLink(f"{label}: {taking.name}", _begin(taking, notice)))
    return links


def _begin(group: Cooperative, notice: Notice | None) -> str:
    if notice is None:
        return url_for(BEGIN, slug=group.slug)
    return url_for(BEGIN, slug=group.slug, notice=notice.id)


def _to_window(verdict: Verdict, notice: Notice | None) -> str:
    """To the page that reckons the last day, filled in with what is known."""
    authority = verdict.decided_by[0].authority.code if len(verdict.decided_by) == 1 else None
    end = notice.contract_end.isoformat() if notice is not None and notice.contract_end is not None else None
    return url_for(WINDOW, gemeente=authority, einde=end)
