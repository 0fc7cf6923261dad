"""Parties, roles, flags and the parts of an agreement in words."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.core.formatting import as_date, money_cents, number, unparted_cents
from incubator.core.reference.thresholds import threshold
from incubator.core.word_differences import word_differences
from incubator.partnerships.rules.flags import ARTICLES
from incubator.partnerships.values import (
    AgreementParty,
    AgreementText,
    Contribution,
    ContributionKind,
    Flag,
    PartnershipState,
    PartyKind,
    PublicRole,
)
from incubator.steps.messages.commitments import PERIODS
from incubator.steps.values.commitments import StaleReason

KINDS = {
    PartyKind.GOVERNMENT: _l("Government"),
    PartyKind.ANCHOR: _l("Anchor: hospital, school, housing association"),
    PartyKind.GROUP: _l("Group or cooperative of this incubator"),
    PartyKind.PEOPLE: _l("People or an organisation of the neighbourhood"),
}
ROLES = {
    PublicRole.CUSTOMER: _l("first customer (launching customer)"),
    PublicRole.SHAREHOLDER: _l("co-owner: a member that brings capital"),
    PublicRole.BOTH: _l("first customer and co-owner"),
}
CONTRIBUTIONS = {
    ContributionKind.MONEY: _l("Money"),
    ContributionKind.PREMISES: _l("A room, a building or land"),
    ContributionKind.PEOPLE: _l("People and hours"),
    ContributionKind.GUARANTEE: _l("A guarantee"),
    ContributionKind.PURCHASE: _l("Buying: work or goods it takes"),
    ContributionKind.OTHER: _l("Something else"),
}
STATES = {
    PartnershipState.TALKING: _l("being talked about"),
    PartnershipState.AGREED: _l("all agreed"),
    PartnershipState.CHANGING: _l("agreed on, a change is proposed"),
    PartnershipState.ENDED: _l("ended"),
}
# How `badge` shows a state.
LOOKS = {
    PartnershipState.TALKING: "waiting",
    PartnershipState.AGREED: "now",
    PartnershipState.CHANGING: "waiting",
    PartnershipState.ENDED: "done",
}
STALE = {
    StaleReason.SILENT: _l("nothing heard for six months"),
    StaleReason.OVERDUE: _l("the last day has passed"),
    StaleReason.REPORT_MISSED: _l("a report or a day to look back passed in silence"),
}
FLAGS = {
    Flag.PROCUREMENT: _l(
        "Buying stays under the rules for public contracts. A partnership gives nobody a contract: the government chooses a way to "
        "buy, and the value over the whole term counts, not split in parts."
    ),
    Flag.HEAD_START: _l(
        "Who helped to write the plan must have no head start when others may offer too. Keep what you shared, so that others can get it."
    ),
    Flag.SHAREHOLDER_AID: _l(
        "Capital of a government can be state aid. Check it together with the lawyer of the government before anybody pays."
    ),
    Flag.GUARANTEE_AID: _l(
        "A guarantee of a government can be state aid, and its own rules may ask a decision of the council. Check both."
    ),
    Flag.PREMISES_AID: _l(
        "Premises below the market price can be state aid. Check it, and write down how the price was found."
    ),
    Flag.MEMBERSHIP: _l(
        "A municipality that becomes a member of a cooperative takes a decision of its own for that. Ask which body decides, and how "
        "long it takes. Your statutes say who can be a member."
    ),
    Flag.BOARD_SEATS: _l(
        "Others than the members may appoint fewer than half of the board of a cooperative, and only when the statutes say so."
    ),
    Flag.BOTH_ROLES: _l(
        "Being an owner does not make buying free of the rules for public contracts. Check this with a lawyer."
    ),
}
TEXTS = {
    "task": _l("What you do together"),
    "quality": _l("Quality, complaints and who steps in"),
    "result": _l("What is measured"),
    "reporter": _l("Who reports, to whom"),
    "report_on": _l("Next report on"),
    "begins_on": _l("First day"),
    "ends_on": _l("Last day"),
    "review_on": _l("Look back together on"),
    "term": _l("What happens after the last day"),
    "alone": _l("Who decides what alone"),
    "both": _l("What needs a yes of all"),
    "seats": _l("Seats: who sits where"),
    "information": _l("What each may know and ask"),
    "notice_months": _l("Months of notice"),
    "stopping": _l("How somebody stops"),
    "premises": _l("What happens with the premises"),
    "money": _l("What happens with the money"),
    "data": _l("What happens with the data"),
    "people": _l("What happens with the people"),
}
# By the part in the address: its title and its fields, in the order of the agreement.
PARTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "wat": (_l("What you do, and what is measured"), ("task", "quality", "result", "reporter", "report_on")),
    "looptijd": (_l("From when until when"), ("begins_on", "ends_on", "review_on", "term")),
    "zeggenschap": (_l("Who decides what"), ("alone", "both", "seats", "information")),
    "stoppen": (_l("How it ends"), ("notice_months", "stopping", "premises", "money", "data", "people")),
}


def flag_text(flag: Flag, today: date) -> str:
    """What is to be looked into, with the article where we have its text, and the threshold that holds today."""
    sentence = str(FLAGS[flag])
    if flag is Flag.PROCUREMENT:
        limit = threshold("services", today)
        social = threshold("services", today, social=True)
        if limit is not None and social is not None:
            sentence += " " + _(
                "European thresholds today, without VAT: %(services)s for services and goods of a municipality, %(social)s for social "
                "services. Below them its own buying rules hold.",
                services=money_cents(int(limit.amount * 100)),
                social=money_cents(int(social.amount * 100)),
            )
    if flag in ARTICLES:
        sentence += f" ({ARTICLES[flag]})"
    return sentence


def party_words(party: AgreementParty) -> str:
    """A party with its role and who signs for it."""
    pieces = [party.name, str(KINDS[party.kind])]
    if party.role is not None:
        pieces.append(str(ROLES[party.role]))
    if party.signs:
        pieces.append(_("signs: %(who)s", who=party.signs))
    return " · ".join(pieces)


def contribution_words(contribution: Contribution, text: AgreementText) -> str:
    """What a party brings in, how much, for how long, and who says so."""
    party = text.party(contribution.party_id)
    pieces = [f"{party.name if party else ''}: {CONTRIBUTIONS[contribution.kind]}", contribution.what]
    if contribution.amount_cents is not None:
        pieces.append(unparted_cents(contribution.amount_cents))
    if contribution.hours_hundredths is not None:
        pieces.append(_("%(hours)s hours", hours=number(contribution.hours_hundredths / 100)))
    if contribution.period is not None:
        pieces.append(str(PERIODS[contribution.period]))
    if contribution.below_market:
        pieces.append(_("below the market price"))
    return " · ".join([*pieces, _("source: %(source)s", source=contribution.source)])


def term_words(name: str, value: Any) -> str:
    """What stands of a part; "" when it is open."""
    if value is None:
        return ""
    if isinstance(value, date):
        return as_date(value)
    if name == "notice_months":
        return ngettext("%(num)d month", "%(num)d months", value)
    return str(value)


def rows_of(text: AgreementText) -> list[tuple[str, str]]:
    """Every part of a text: its label and what stands there."""
    rows = [(str(_("Parties")), "\n".join(map(party_words, text.parties)))]
    brought = "\n".join(contribution_words(each, text) for each in text.contributions)
    rows.append((str(_("Who brings in what")), brought))
    for name, label in TEXTS.items():
        rows.append((str(label), term_words(name, getattr(text.terms, name))))
    return rows


def open_parts(text: AgreementText) -> list[str]:
    """The labels of what is still to be filled in."""
    return [label for label, written in rows_of(text) if not written]


def differences(before: AgreementText, after: AgreementText) -> list[tuple[str, str, str, Any]]:
    """The parts in which two texts differ: label, both texts, and what went and came word by word."""
    pairs = zip(rows_of(before), rows_of(after), strict=True)
    return [
        (label, earlier, later, word_differences(earlier, later))
        for (label, earlier), (_label, later) in pairs
        if earlier != later
    ]
