"""Answers about money and the year that must fit each other."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_month_day
from incubator.statutes.rules.leaving import BALANCE, gets_contribution_only, leavers_claim
from incubator.statutes.rules.registry import ERROR, INFO, WARNING, Broken, rule
from incubator.statutes.values import Statutes

TO_MEMBERS = re.compile(r"\b(de |alle |onder |aan |oud-?)*leden\b", re.I)
NOT_TO_MEMBERS = re.compile(r"(niet|nooit|geen|anders? dan|behalve|buiten)\b[^.;]*\bleden", re.I)
OPEN_DESTINATION = re.compile(
    r"\b(een|één|andere|soortgelijke|gelijksoortige|vergelijkbare)\b[^.;]*"
    r"\b(coöperatie|instelling|stichting|vereniging|organisatie|rechtspersoon|doel|fonds|buurtorganisatie)", re.I
)  # fmt: skip
LONGEST_FIRST_YEAR = timedelta(days=731)  # two years: our line of caution, the act names no limit


@rule("the-financial-year-ends-on-a-day", number="S-30", articles=["BW 2:10a"], severity=ERROR, confidence="C")
def the_year_ends_on_a_day(statutes: Statutes) -> Iterator[Broken]:
    if statutes.fiscal_year_end and end_of_year(statutes.fiscal_year_end) is None:
        yield Broken(
            "fiscal_year.end",
            f"'{statutes.fiscal_year_end}' is geen dag waarop een boekjaar kan eindigen.",
            "Schrijf een dag en een maand, bijvoorbeeld 31 december.",
        )


def end_of_year(text: str) -> tuple[int, int] | None:
    """Month and day out of `12-31` or "31 december"; None when there is no such day."""
    month, _dash, day = text.partition("-")
    if month.strip().isdecimal() and day.strip().isdecimal():
        return _real(int(month), int(day))
    try:
        month, _dash, day = read_month_day(text).partition("-")
    except RuleViolation:
        return None
    return int(month), int(day)


def _real(month: int, day: int) -> tuple[int, int] | None:
    try:
        date(2024, month, day)  # a leap year: 29 february is a day
    except ValueError:
        return None
    return month, day


@rule("the-first-year-ends-like-the-others", number="S-31", articles=["BW 2:10a"], severity=WARNING, confidence="C")
def the_first_year_ends_like_the_others(statutes: Statutes) -> Iterator[Broken]:
    first, signed = statutes.first_fiscal_year_end, statutes.deed.signed_on
    usual = end_of_year(statutes.fiscal_year_end or "12-31")
    if first is None:
        return
    ends_too_soon = signed is not None and first <= signed
    # The last day of february moves: the 28th and the 29th are the same end of a year.
    if not ends_too_soon and usual is not None and (first.month, min(first.day, 28)) != (usual[0], min(usual[1], 28)):
        yield Broken(
            "fiscal_year.first_end",
            "Het eerste boekjaar eindigt op een andere dag van het jaar dan de volgende boekjaren.",
            "Kies dezelfde dag en maand voor het einde van het eerste boekjaar.",
        )
    if ends_too_soon:
        yield Broken(
            "fiscal_year.first_end",
            "Het eerste boekjaar eindigt voordat de coöperatie is opgericht.",
            "Kies een dag na de akte.",
            ERROR,
        )
    elif signed is not None and first - signed > LONGEST_FIRST_YEAR:
        yield Broken(
            "fiscal_year.first_end",
            "Het eerste boekjaar duurt langer dan twee jaar.",
            "Laat het eerste boekjaar eerder eindigen, of vraag de notaris of dit kan.",
        )


@rule("parts-add-up", number="S-32", articles=["BW 2:53a(1)"], severity=ERROR, confidence="C")
def parts_add_up(statutes: Statutes) -> Iterator[Broken]:
    surplus, extra = statutes.surplus, statutes.surplus.appropriation
    parts = {
        "surplus.annual.reserve_min_pct": surplus.reserve_min_pct,
        "surplus.annual.education_pct": extra.education,
        "surplus.annual.solidarity_pct": extra.solidarity,
        "surplus.annual.credit_share": extra.credit_share,
    }
    for field, share in parts.items():
        if share is not None and not 0 <= share <= 1:
            yield Broken(field, "Dit is geen deel van het overschot: minder dan niets, of meer dan alles.", PARTS)
    taken = sum(share for field, share in parts.items() if share and field != "surplus.annual.credit_share")
    if taken > 1:
        yield Broken(
            "surplus.annual.reserve_min_pct",
            "De reserve en de fondsen krijgen samen meer dan het hele overschot.",
            PARTS,
        )


PARTS = "Kies delen die samen niet meer zijn dan 100 procent."


@rule("leavers-claim-fits-the-accounts", number="S-33", articles=["BW 2:60"], severity=WARNING, confidence="C")
def leavers_claim_fits_the_accounts(statutes: Statutes) -> Iterator[Broken]:
    capital = statutes.capital
    if leavers_claim(statutes) == BALANCE and capital.accounts is False:
        yield Broken(
            "exit.claim_basis",
            "Een vertrekkend lid krijgt het saldo van de ledenrekening, maar er zijn geen ledenrekeningen.",
            "Kies ledenrekeningen, of betaal de inleg terug.",
            ERROR,
        )
    credited = statutes.surplus.appropriation.credit_share
    if credited and gets_contribution_only(statutes):
        yield Broken(
            "exit.claim_basis",
            "Een deel van het overschot komt op de rekening van leden, maar wie vertrekt krijgt alleen de inleg terug.",
            "Dat mag. Zeg duidelijk tegen leden dat dit deel bij vertrek in de coöperatie blijft.",
            INFO,
        )
    if capital.accounts is False and credited:
        yield Broken(
            "surplus.annual.credit_share",
            "Een deel van het overschot blijft op ledenrekeningen staan, maar er zijn geen ledenrekeningen.",
            "Kies ledenrekeningen, of betaal het hele deel uit.",
            ERROR,
        )


@rule("a-public-mission-shares-by-work", number="S-42", articles=["BW 2:53a(1)"], severity=WARNING, confidence="C")
def a_public_mission_shares_by_work(statutes: Statutes) -> Iterator[Broken]:
    # The clause on a public mission (2.82a Aanbestedingswet) promises that what is paid out follows work and not capital.
    if statutes.purpose.public_mission and statutes.surplus.basis == "capital":
        yield Broken(
            "surplus.annual.basis",
            "Volgens het doel verdelen jullie winst naar werk en niet naar kapitaal, maar het overschot wordt verdeeld naar inleg.",
            "Kies de gewerkte uren of het loon, of laat de opdracht van openbaar nut weg.",
        )


@rule("losses-fit-the-accounts", number="S-34", articles=["BW 2:53a(1)", "BW 2:56(1)"], severity=ERROR, confidence="C")
def losses_fit_the_accounts(statutes: Statutes) -> Iterator[Broken]:
    if statutes.capital.losses == "accounts" and statutes.capital.accounts is False:
        yield Broken(
            "capital.losses",
            "Een tekort komt ten laste van de ledenrekeningen, maar er zijn geen ledenrekeningen.",
            "Kies ledenrekeningen, of schuif een tekort door naar het volgende jaar.",
        )


@rule("what-remains-does-not-go-to-members", number="S-35", articles=["BW 2:27(4)(f)"], severity=ERROR, confidence="C")
def indivisible_means_never(statutes: Statutes) -> Iterator[Broken]:
    destination = statutes.surplus.destination
    to_members = TO_MEMBERS.search(destination) and not NOT_TO_MEMBERS.search(destination)
    if statutes.surplus.appropriation.indivisible and to_members:
        yield Broken(
            "surplus.dissolution.destination",
            f"De reserve is ondeelbaar, maar bij ontbinding gaat het geld naar '{destination}'.",
            "Kies een bestemming buiten de leden, of laat de ondeelbare reserve weg.",
        )


@rule("somebody-chooses-the-destination", number="S-36", articles=["BW 2:27(4)(f)"], severity=WARNING, confidence="C")
def somebody_chooses_the_destination(statutes: Statutes) -> Iterator[Broken]:
    surplus = statutes.surplus
    open_choice = OPEN_DESTINATION.search(surplus.destination)
    if open_choice and not surplus.chooser and not surplus.determination_method:
        yield Broken(
            "surplus.dissolution.chooser",
            f"Bij ontbinding gaat het geld naar '{surplus.destination}', maar er staat niet wie kiest welke dat is.",
            "Laat de algemene vergadering kiezen, of noem de bestemming met haar naam.",
        )


@rule("the-contribution-stands-in-one-place", number="S-37", articles=["BW 2:34a"], severity=WARNING, confidence="C")
def the_contribution_stands_in_one_place(statutes: Statutes) -> Iterator[Broken]:
    capital = statutes.capital
    if capital.fixed_in == "deed" and not capital.contribution_cents:
        yield Broken(
            "capital.contribution_cents",
            "De inleg staat in de akte, maar er is nog geen bedrag.",
            "Vul het bedrag in, of laat de algemene vergadering de inleg vaststellen.",
        )


@rule("a-limit-fits-the-liability", number="S-38", articles=["BW 2:56(1)"], severity=ERROR, confidence="C")
def a_limit_fits_the_liability(statutes: Statutes) -> Iterator[Broken]:
    liability = statutes.liability
    if liability.regime == "UA" and liability.max_per_member_cents:
        yield Broken(
            "liability.max_per_member_cents",
            "Bij U.A. betalen leden niets bij, maar er staat ook een hoogste bedrag per lid.",
            "Haal het bedrag weg, of kies B.A.",
        )
    if liability.regime == "BA" and liability.excluded:
        yield Broken(
            "liability.excluded",
            "Bij B.A. betalen leden hoogstens een bedrag bij, maar bijbetalen is ook helemaal uitgesloten.",
            "Kies U.A., of laat de uitsluiting weg.",
        )


@rule("pay-ratio-is-a-ratio", number="S-39", articles=["BW 2:34a"], severity=ERROR, confidence="C")
def pay_ratio_is_a_ratio(statutes: Statutes) -> Iterator[Broken]:
    text = statutes.pay_ratio.strip().replace(",", ".")
    if re.fullmatch(r"-?\d{1,6}(\.\d{1,3})?", text) and Fraction(text) < 1:
        yield Broken(
            "pay_ratio",
            "De hoogste beloning kan niet lager zijn dan de laagste.",
            "Vul een getal van 1 of meer in.",
        )
