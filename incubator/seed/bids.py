"""The bids of the demo in full: one that is being written, and two that ended. All made up, and written through the services."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from incubator.accounts.models import User
from incubator.bids.models import Bid, EffectKind, LibraryKind, PartnerRole, RequirementKind, Section
from incubator.bids.queries import sections as written
from incubator.bids.services import answers, asking, making, partners, pricing, requirements, sections
from incubator.bids.services.answers import AnswerTerms
from incubator.bids.services.asking import EffectTerms
from incubator.bids.services.partners import PartnerTerms
from incubator.bids.values.pricing import PricedLine, PriceLineKind, PriceTerms
from incubator.cooperatives.models import Cooperative
from incubator.core.web import settings
from incubator.seed.moment import Moment

CONTENT = Path(__file__).with_name("content") / "bids.json"
OUTSIDE = PartnerTerms(
    "Maaibedrijf Voorbeeld",
    PartnerRole.SUBCONTRACTOR,
    contact_name="Voorbeeld van een contact",
    contact_email="maaien@example.org",
    task="De watergangen maaien met een boot",
)
PRICE = PriceTerms(
    hour_cents=2_950,
    overhead_hundredths=900,
    risk_hundredths=300,
    profit_hundredths=400,
    vat_hundredths=2_100,
    wage_cents=1_790,
    wage_source="cao",
    wage_named="Cao voor het hoveniersbedrijf, functiegroep 3 (voorbeeld)",
    on_top_hundredths=3_850,
    offer_text="Wij rekenen de uren die wij maken, met een hoogste bedrag per maand.",
    valid_days=90,
)
SHARES = (6_000, 2_500, 1_500)  # of ourselves, of the other cooperative, of the firm outside


def content(name: str) -> dict[str, Any]:
    """What a bid of the demo consists of."""
    known: dict[str, Any] = json.loads(CONTENT.read_text(encoding="utf-8"))[name]
    return known


def requirement(
    kind: RequirementKind, text: str, *, weight: str | None = None, knock_out: bool = False, **more: str
) -> dict[str, Any]:
    """A requirement as its form gives it."""
    row: dict[str, Any] = {"kind": kind, "text": text, "lot": None, "weight": weight, "owner_id": None}
    row |= {"weight_unit": "points" if weight else None, "knock_out": knock_out, "answered_in": "", "evidence": ""}
    return row | more


def plan(bid: Bid, known: Mapping[str, Any], *, by: User, at: Moment, days: int) -> list[Section]:
    """The criteria of the buyer, a section for each of them, and the texts that there are."""
    for text, weight in known["criteria"]:
        requirements.add(bid, requirement(RequirementKind.AWARD, text, weight=weight), now=at.ago(days))
    sections.make_sections(bid, now=at.ago(days))
    made = list(written.sections(bid))
    for section in made:
        for heading, texts in known["texts"].items():
            if section.title.startswith(heading):
                sections.save(section, texts, began_with=0, by=by, now=at.ago(days))
    return made


def full(bid: Bid, other: Cooperative, by: User, at: Moment) -> None:
    """A bid half-way: what is asked, who takes part, the texts but for one, the price, a question, and the documents."""
    known = content("full")
    made = plan(bid, known, by=by, at=at, days=7)
    _demands(bid, known, by, at)
    _library(bid.cooperative, known, by, at)
    _partners(bid, other, at)
    _price(bid, known, by, at)
    _question(bid, known, made[0], by, at)
    making.make(bid, by=by, now=at.ago(1), base_url=settings().base_url)


def _demands(bid: Bid, known: Mapping[str, Any], by: User, at: Moment) -> None:
    for kind, text, knock_out, place, evidence, done in known["requirements"]:
        row = requirements.add(
            bid,
            requirement(RequirementKind(kind), text, knock_out=knock_out, answered_in=place, evidence=evidence),
            now=at.ago(7),
        )
        if done:
            requirements.mark_done(row, True, by=by, now=at.ago(6))


def _library(group: Cooperative, known: Mapping[str, Any], by: User, at: Moment) -> None:
    for entry in known["library"]:
        terms = AnswerTerms(
            entry["title"],
            entry["body"],
            entry.get("client", ""),
            begun_on=_day(at, entry.get("begun")),
            ended_on=_day(at, entry.get("ended")),
            value_cents=entry.get("value_cents"),
            contact=entry.get("contact", ""),
            permitted=entry.get("permitted", False),
            role=entry.get("role", ""),
            number=entry.get("number", ""),
            issuer=entry.get("issuer", ""),
            # Ends before the work would begin: the check before handing in has something to say.
            valid_until=_day(at, -entry["valid"]) if "valid" in entry else None,
            owner_id=by.id,
        )
        answers.add(group, LibraryKind(entry["kind"]), terms, by=by, now=at.ago(8), today=at.ago(8).date())


def _day(at: Moment, days_ago: int | None) -> date | None:
    if days_ago is None:
        return None
    return at.today - timedelta(days=days_ago)


def _partners(bid: Bid, other: Cooperative, at: Moment) -> None:
    inside = PartnerTerms(other.name, PartnerRole.MEMBER, task="De mensen begeleiden die leren werken")
    own = partners.ensure_own(bid, now=at.ago(7))
    asked = partners.add(bid, inside, now=at.ago(7))
    hired = partners.add(bid, OUTSIDE, now=at.ago(6))
    named = (own.id, asked.id, hired.id)
    partners.share_out(bid, dict(zip(named, SHARES, strict=True)), now=at.ago(6))
    # It said yes to its share too.
    partners.answer(asked, takes_part=True, now=at.ago(5))


def _price(bid: Bid, known: Mapping[str, Any], by: User, at: Moment) -> None:
    pricing.write_terms(pricing.sheet_of(bid, now=at.ago(4)), PRICE, by=by, now=at.ago(4))
    for kind, what, quantity, unit, cost in known["lines"]:
        pricing.add_line(bid, PricedLine(PriceLineKind(kind), what, quantity, unit, cost))


def _question(bid: Bid, known: Mapping[str, Any], section: Section, by: User, at: Moment) -> None:
    """A question that the buyer answered; what the answer changes is still to be done."""
    text = {"text": known["question"], "requirement_id": None, "ours": True}
    question = asking.ask(bid, answers=text, by=by, now=at.ago(7))
    asking.mark_sent(bid, on=at.ago(7).date(), today=at.ago(7).date())
    answered = {"answer": known["answer"], "answered_on": at.ago(2).date(), "answer_file_id": None}
    asking.answer(bid, question, answers=answered, today=at.ago(2).date())
    effect = EffectTerms(EffectKind.SECTION, known["effect"], section_id=section.id)
    asking.add_effect(bid, question, effect, now=at.ago(2))
