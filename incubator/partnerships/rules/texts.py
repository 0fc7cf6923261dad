"""A text of an agreement as the database holds it, and how one text becomes the next."""

from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from incubator.partnerships.values import (
    AgreementParty,
    AgreementTerms,
    AgreementText,
    Contribution,
    ContributionKind,
    PartyKind,
    PublicRole,
)
from incubator.steps.values.commitments import BudgetPeriod

DAYS = ("begins_on", "ends_on", "review_on", "report_on")


def as_stored(text: AgreementText) -> dict[str, Any]:
    """The text as JSON: days as they are written in every country, codes for choices."""
    terms = asdict(text.terms)
    for name in DAYS:
        if terms[name] is not None:
            terms[name] = terms[name].isoformat()
    parties, contributions = map(asdict, text.parties), map(asdict, text.contributions)
    return {"terms": terms, "parties": list(parties), "contributions": list(contributions)}


def from_stored(stored: dict[str, Any]) -> AgreementText:
    """The text of a version; a part that an older version did not know yet is empty."""
    # Versions are never rewritten: an old one may hold a field that is gone since.
    known = {each.name for each in fields(AgreementTerms)}
    terms = {name: value for name, value in stored["terms"].items() if name in known}
    for name in DAYS:
        if terms.get(name):
            terms[name] = date.fromisoformat(terms[name])
    return AgreementText(
        AgreementTerms(**terms),
        tuple(map(_party, stored["parties"])),
        tuple(map(_contribution, stored["contributions"])),
    )


def _party(stored: dict[str, Any]) -> AgreementParty:
    role = stored["role"]
    chosen = {"kind": PartyKind(stored["kind"]), "role": PublicRole(role) if role else None}
    return AgreementParty(**{**stored, **chosen})


def _contribution(stored: dict[str, Any]) -> Contribution:
    period = stored["period"]
    chosen = {"kind": ContributionKind(stored["kind"]), "period": BudgetPeriod(period) if period else None}
    return Contribution(**{**stored, **chosen})


def with_party(text: AgreementText, party: AgreementParty) -> AgreementText:
    """The text with this party in it: new, or in the place of what stood of it."""
    # A dictionary keeps its order: who is changed stays where it stood in the text.
    by_number = {each.party_id: each for each in text.parties} | {party.party_id: party}
    return replace(text, parties=tuple(by_number.values()))


def without_party(text: AgreementText, party_id: int) -> AgreementText:
    """The text without a party, and without what it would bring in."""
    parties = tuple(each for each in text.parties if each.party_id != party_id)
    left = tuple(each for each in text.contributions if each.party_id != party_id)
    return replace(text, parties=parties, contributions=left)


def with_contribution(text: AgreementText, contribution: Contribution) -> AgreementText:
    """The text with one thing more that a party brings in."""
    return replace(text, contributions=(*text.contributions, contribution))


def without_contribution(text: AgreementText, key: int) -> AgreementText:
    return replace(text, contributions=tuple(each for each in text.contributions if each.key != key))
