"""Each rule of procurement with cases on both sides of its line, its article and the day from which it holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from incubator.bids.rules import checking
from incubator.bids.rules.procurement import RULES, check, findings_of
from incubator.bids.rules.procurement.awarding import standstill_ends
from incubator.bids.rules.procurement.proofs import oldest_day
from incubator.bids.rules.procurement.regimes import regime_of
from incubator.bids.values.findings import LegalMark
from incubator.bids.values.origins import WorkOrigin
from incubator.bids.values.procurement import (
    AskedText,
    CriterionAsked,
    OwnSide,
    PartnerSide,
    ProcurementCase,
    RegimeName,
)
from incubator.formats.values import LegalRegime, Reserved

ON = date(2026, 10, 1)
CLOSES = datetime(2026, 11, 16, 11, 0, tzinfo=UTC)
EU = ProcurementCase(
    on=ON,
    now=datetime(2026, 10, 5, 9, 0, tzinfo=UTC),
    cpv=("77310000",),
    value=Decimal(400_000),
    legal_regime=LegalRegime.EU,
    procedure="open",
    sent_on=date(2026, 10, 1),
    closes=CLOSES,
    lots=2,
    criteria=(CriterionAsked("quality", "Aanpak", Decimal(60)), CriterionAsked("price", "Prijs", Decimal(40))),
)
CARE = replace(EU, cpv=("85320000",), value=Decimal(800_000))
RESERVED = replace(CARE, reserved=Reserved.PUBLIC_SERVICE_MISSION, months=24)
SHELTERED = replace(EU, reserved=Reserved.SHELTERED)
JOINED = PartnerSide("Buur", "member", declaration=True)
LENT = PartnerSide("Reus", "relied-on", declaration=True, binding_statement=True, performs=True, lends_experience=True)


def own(**known):
    return OwnSide(**known)


def text(words):
    return (AskedText(words),)


# The rule, a case in which it sees something, and one just on the other side.
BOTH_SIDES = [
    ("P-01", EU, replace(EU, value=None)),
    ("P-01", replace(EU, value=Decimal(100_000)), replace(EU, origin=WorkOrigin.REQUEST)),
    ("P-02", CARE, EU),
    ("P-03", replace(RESERVED, own=own(public_mission=False)), RESERVED),
    ("P-03", replace(RESERVED, own=own(profits_reinvested=False)), replace(RESERVED, own=own(profits_reinvested=True))),
    ("P-03", replace(RESERVED, own=own(participatory=False)), replace(RESERVED, own=own(participatory=True))),
    ("P-03", replace(RESERVED, own=own(reserved_award_by_buyer=True)), CARE),
    ("P-03", replace(RESERVED, months=37), replace(RESERVED, months=36)),
    ("P-03", replace(RESERVED, cpv=("77310000",)), RESERVED),
    ("P-04", SHELTERED, replace(SHELTERED, own=own(share_target_group=Decimal("0.30")))),
    ("P-04", replace(SHELTERED, own=own(share_target_group=Decimal("0.29"))), EU),
    ("P-05", replace(EU, closes=datetime(2026, 11, 14, tzinfo=UTC)), replace(EU, closes=datetime(2026, 11, 15, tzinfo=UTC))),
    ("P-05", replace(EU, procedure="restricted", closes=datetime(2026, 10, 30, tzinfo=UTC)),
             replace(EU, procedure="restricted", closes=datetime(2026, 10, 31, tzinfo=UTC))),
    ("P-05", replace(EU, prior_notice=True, closes=datetime(2026, 10, 29, tzinfo=UTC)),
             replace(EU, prior_notice=True, closes=datetime(2026, 10, 30, tzinfo=UTC))),
    ("P-05", replace(EU, urgent=True, closes=datetime(2026, 10, 15, tzinfo=UTC)),
             replace(EU, urgent=True, closes=datetime(2026, 10, 16, tzinfo=UTC))),
    ("P-05", replace(EU, closes=datetime(2026, 11, 1, tzinfo=UTC)), replace(CARE, closes=datetime(2026, 11, 1, tzinfo=UTC))),
    ("P-06", replace(EU, answers_published_on=date(2026, 11, 7)), replace(EU, answers_published_on=date(2026, 11, 6))),
    ("P-06", replace(EU, urgent=True, answers_published_on=date(2026, 11, 13)),
             replace(EU, urgent=True, answers_published_on=date(2026, 11, 12))),
    ("P-07", replace(EU, turnover_asked=Decimal(1_200_001), turnover_explained=True),
             replace(EU, turnover_asked=Decimal(1_200_000), turnover_explained=True)),
    ("P-07", replace(EU, texts=text("De jaaromzet is minimaal € 500.000.")), replace(EU, texts=text("De prijs is € 500.000."))),
    ("P-08", replace(EU, own=own(reference_years=(2022,))), replace(EU, own=own(reference_years=(2022, 2023)))),
    ("P-08", replace(EU, nature="works", own=own(reference_years=(2020,))),
             replace(EU, nature="works", own=own(reference_years=(2021,)))),
    ("P-09", replace(EU, texts=text("Een referentie voor een identieke opdracht.")),
             replace(EU, texts=text("Een referentie voor een vergelijkbare opdracht."))),
    ("P-10", replace(EU, texts=text("Inschrijver is gecertificeerd volgens Groenkeur.")),
             replace(EU, texts=text("Inschrijver is gecertificeerd volgens Groenkeur of gelijkwaardig."))),
    ("P-11", replace(EU, criteria=(CriterionAsked("price", "Prijs"),)), EU),
    ("P-12", replace(EU, criteria=()), EU),
    ("P-12", replace(EU, criteria=(*EU.criteria, CriterionAsked("quality", "Team"))), replace(CARE, criteria=())),
    ("P-13", replace(EU, lots=1), EU),
    ("P-13", replace(EU, lots=1), replace(EU, lots=1, value=Decimal(200_000))),
    ("P-13", replace(EU, lots=1), replace(EU, lots=1, lots_explained=True)),
    ("P-14", replace(EU, own=own(extract_on=date(2026, 5, 15))), replace(EU, own=own(extract_on=date(2026, 5, 16)))),
    ("P-14", replace(EU, own=own(tax_statement_on=date(2026, 5, 15))),
             replace(EU, own=own(tax_statement_on=date(2026, 5, 16)))),
    ("P-14", replace(EU, own=own(conduct_on=date(2024, 11, 15))), replace(EU, own=own(conduct_on=date(2024, 11, 16)))),
    ("P-15", replace(EU, partners=(replace(JOINED, declaration=False),)), replace(EU, partners=(JOINED,))),
    ("P-15", replace(EU, partners=(replace(LENT, declaration=False),)),
             replace(EU, partners=(PartnerSide("Hulp", "subcontractor", declaration=False),))),
    ("P-16", replace(EU, combination=True), EU),
    ("P-17", replace(EU, partners=(replace(LENT, binding_statement=False),)), replace(EU, partners=(LENT,))),
    ("P-17", replace(EU, partners=(replace(LENT, performs=False),)),
             replace(EU, partners=(replace(LENT, performs=False, lends_experience=False),))),
    ("P-18", replace(EU, own=own(price=Decimal(99), own_cost=Decimal(100))),
             replace(EU, own=own(price=Decimal(100), own_cost=Decimal(100)))),
    ("P-19", replace(EU, own=own(signatory_on_extract=False)), replace(EU, own=own(signatory_on_extract=True))),
    ("P-20", replace(EU, now=CLOSES + timedelta(seconds=1)), replace(EU, now=CLOSES)),
    ("P-21", replace(EU, texts=text("De gestanddoeningstermijn bedraagt 90 dagen.")), replace(EU, texts=text("90 dagen"))),
    ("P-22", replace(EU, own=own(exclusion_ground=True)), EU),
    ("P-23", replace(EU, award_sent_on=date(2026, 9, 15)), replace(EU, award_sent_on=date(2026, 9, 14))),
    ("P-24", replace(CARE, home_care=True, price_covers_costs=False),
             replace(CARE, home_care=True, price_covers_costs=True)),
    ("P-25", replace(EU, cpv=("79620000",)), EU),
    ("P-25", replace(EU, texts=text("Detachering van twee medewerkers")), replace(EU, texts=text("Tuinonderhoud"))),
    ("P-12", replace(EU, criteria=(), confirmed=(CriterionAsked("quality", "Team"), CriterionAsked("price", "Prijs"))),
             replace(EU, criteria=(), confirmed=EU.criteria)),
]  # fmt: skip


@pytest.mark.parametrize(("number", "seen", "fine"), BOTH_SIDES)
def test_a_rule_sees_what_is_wrong_and_nothing_on_the_other_side(number, seen, fine):
    assert check(number, seen) is not None
    assert check(number, fine) is None


def test_every_rule_has_cases_and_they_are_all_there():
    assert {number for number, _seen, _fine in BOTH_SIDES} == set(RULES)
    assert sorted(RULES) == [f"P-{number:02}" for number in range(1, 26)]


# As the fact base has them: the article, how sure it is, and how heavy it weighs.
MARKED = {
    "P-01": ("art. 2.15-2.18 Aw 2012", "A", "info"),
    "P-02": ("art. 2.38 Aw 2012", "C", "info"),
    "P-03": ("art. 2.82a Aw 2012", "B", "error"),
    "P-04": ("art. 2.82 Aw 2012", "A", "error"),
    "P-05": ("art. 2.70-2.74 Aw 2012", "A", "warning"),
    "P-06": ("art. 2.53-2.54 Aw 2012", "A", "warning"),
    "P-07": ("art. 2.90 lid 3 en 5 Aw 2012", "A", "warning"),
    "P-08": ("art. 2.93 lid 1 Aw 2012", "A", "warning"),
    "P-09": ("art. 2.93 lid 3 Aw 2012", "A", "warning"),
    "P-10": ("art. 2.76 Aw 2012", "A", "warning"),
    "P-11": ("art. 2.114 Aw 2012", "A", "warning"),
    "P-12": ("art. 2.115 Aw 2012", "A", "warning"),
    "P-13": ("art. 1.5 Aw 2012", "A", "warning"),
    "P-14": ("art. 2.89 Aw 2012", "A", "error"),
    "P-15": ("art. 2.84-2.85 Aw 2012", "A", "error"),
    "P-16": ("art. 2.52 Aw 2012", "A", "info"),
    "P-17": ("art. 2.92 en 2.94 Aw 2012", "A", "error"),
    "P-18": ("art. 2.116 Aw 2012", "A", "warning"),
    "P-19": ("art. 2:45 BW", "A", "error"),
    "P-20": ("", "C", "error"),
    "P-21": ("", "C", "info"),
    "P-22": ("art. 1.19 en 2.87 Aw 2012", "A", "info"),
    "P-23": ("art. 2.127 Aw 2012", "A", "warning"),
    "P-24": ("art. 2.6.6 Wmo 2015", "A", "warning"),
    "P-25": ("Waadi, Wtta", "B", "warning"),
}


def test_every_rule_names_its_article_its_certainty_and_its_weight():
    assert {
        name: (rule.articles, rule.mark.value, rule.weight.value) for name, (rule, _look) in RULES.items()
    } == MARKED


@pytest.mark.parametrize("number", sorted(RULES))
def test_before_its_day_a_rule_says_nothing(number):
    rule, _look = RULES[number]
    seen = next(seen for name, seen, _fine in BOTH_SIDES if name == number)
    assert check(number, replace(seen, on=rule.since - timedelta(days=1))) is None


def test_what_is_known_from_practice_never_blocks():
    late = check("P-20", replace(EU, now=CLOSES + timedelta(days=1)))
    assert (late.rule.mark, late.blocks) == (LegalMark.PRACTICE, False)
    assert check("P-04", SHELTERED).blocks


def test_the_heaviest_comes_first_and_a_private_client_is_no_procurement():
    weights = [finding.rule.weight.value for finding in findings_of(replace(SHELTERED, criteria=()))]
    assert weights == sorted(weights, key=["error", "warning", "info"].index)
    private = replace(EU, origin=WorkOrigin.REQUEST, texts=text("Omzet van € 900.000 en ISO 9001"), criteria=(), lots=1)
    assert findings_of(private) == []


NATIONAL = replace(EU, legal_regime=LegalRegime.UNKNOWN)


@pytest.mark.parametrize(
    ("case", "regime"),
    [
        (replace(NATIONAL, value=Decimal(216_000)), RegimeName.EU),
        (replace(NATIONAL, value=Decimal("215999.99")), RegimeName.NATIONAL),
        (replace(NATIONAL, buyer="central", value=Decimal(140_000)), RegimeName.EU),
        (replace(NATIONAL, buyer="utility", value=Decimal(431_999)), RegimeName.NATIONAL),
        (replace(NATIONAL, nature="works", value=Decimal(5_403_999)), RegimeName.NATIONAL),
        (replace(NATIONAL, cpv=("85320000",), value=Decimal(750_000)), RegimeName.EU_SOCIAL),
        (replace(NATIONAL, cpv=("85320000",), value=Decimal(749_999)), RegimeName.NATIONAL_SOCIAL),
        (replace(NATIONAL, legal_regime=LegalRegime.SAS), RegimeName.EU_SOCIAL),
        (replace(NATIONAL, legal_regime=LegalRegime.NATIONAL, value=Decimal(900_000)), RegimeName.NATIONAL),
        (replace(NATIONAL, value=None), RegimeName.UNKNOWN),
        (replace(NATIONAL, origin=WorkOrigin.REQUEST), RegimeName.PRIVATE),
    ],
)
def test_the_regime_follows_from_what_the_notice_says_else_from_its_value(case, regime):
    assert regime_of(case) is regime


def test_the_standstill_is_twenty_days_from_the_day_after_sending():
    assert standstill_ends(date(2026, 11, 2)) == date(2026, 11, 22)


@pytest.mark.parametrize(("number", "seen", "fine"), BOTH_SIDES, ids=lambda part: part if isinstance(part, str) else "")
def test_an_act_for_authorities_says_nothing_of_a_private_client(number, seen, fine):
    rule, _look = RULES[number]
    if rule.articles.endswith(("Aw 2012", "Wmo 2015")):
        assert check(number, replace(seen, origin=WorkOrigin.REQUEST)) is None


@pytest.mark.parametrize("title", ["Uittreksel KVK", "Verklaring betalingsgedrag Belastingdienst", "GVA"])
def test_p_14_counts_the_age_of_a_paper_in_the_library_as_it_does_on_the_bid(title):
    paper = checking.paper_of(title)
    # At the end of a month too: six months before 31 August is 28 February.
    for closes in (date(2026, 8, 31), date(2026, 11, 16)):
        oldest = oldest_day(closes, paper.months)
        assert not checking.too_old(paper, oldest, closes)
        assert checking.too_old(paper, oldest - timedelta(days=1), closes)
