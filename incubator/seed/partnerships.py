"""The partnerships of the demo's neighbourhood: one that was agreed on and is public, and one that is talked about."""

from dataclasses import dataclass, replace
from datetime import timedelta

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.neighbourhood.models import Neighbourhood
from incubator.partnerships import queries, services
from incubator.partnerships.models import Partnership
from incubator.partnerships.values import (
    AgreementParty,
    AgreementTerms,
    Contribution,
    ContributionKind,
    PartyKind,
    PublicRole,
    SaidYes,
)
from incubator.seed.moment import Moment
from incubator.steps.queries import commitments
from incubator.steps.values.commitments import BudgetPeriod, CommitmentKind

CITY = "Gemeente Utrecht"
SQUARE = AgreementTerms(
    task="Het groen op en rond het Zonneplein schoon en mooi houden, samen met mensen uit de straten eromheen.",
    quality="Wie iets ziet dat niet goed is, belt of appt de ploeg. Is er iemand ziek, dan springt een andere hovenier in.",
    result="Elk kwartaal lopen vier bewoners en de opzichter samen een ronde. Ze geven een cijfer; een 7 is goed genoeg.",
    reporter="De groenploeg schrijft na elke ronde een halve bladzijde voor de gemeente en de buurtvergadering.",
    term="Drie maanden voor het einde besluit ieder of het verder gaat. De gemeente bekijkt dan opnieuw hoe zij mag inkopen.",
    alone="De groenploeg: wie wanneer werkt en met welk gereedschap. De gemeente: bomen, riolering en veiligheid op straat.",
    both="Andere planten, een andere prijs, een ander gebied.",
    seats="De opzichter zit zonder stem bij het ploegoverleg. Eén bewoner zit bij het beheeroverleg van de gemeente.",
    information="De ploeg laat elk kwartaal haar uren zien. De gemeente zegt vooraf welke werken er komen. Lonen blijven privé.",
    notice_months=3,
    stopping="Eerst een gesprek, dan een maand om het goed te maken. Daarna kan ieder opzeggen.",
    premises="De sleutel van de loods gaat terug naar de gemeente. Wat de ploeg zelf kocht, neemt ze mee.",
    money="Wat vooruit is betaald voor werk dat niet meer wordt gedaan, gaat terug.",
    data="De lijst met meldingen gaat naar de gemeente, zonder namen van bewoners.",
)
BATHHOUSE = AgreementTerms(
    task="Het oude badhuis openen als buurtkeuken en werkplaats: de kok van de wijk, een wasruimte en een zaal.",
    result="Hoeveel avonden de keuken open is, en hoeveel mensen uit de wijk er betaald werken.",
    both="Verhuur aan anderen, verbouwen, een hogere prijs voor een maaltijd.",
)


@dataclass(frozen=True, slots=True)
class _MeetingTable:
    """Who sits at a table, and in whose name the demo writes."""

    known: Partnership
    by: User

    def seat(self, party: AgreementParty, at: Moment, days: int, group: Cooperative | None = None) -> int:
        """One party more. Gives its number."""
        version = services.add_party(self.known, party, group, by=self.by, now=at.ago(days))
        return version.text.parties[-1].party_id

    def bring(self, contribution: Contribution, at: Moment, days: int) -> None:
        services.bring_in(self.known, contribution, by=self.by, now=at.ago(days))


def partnerships(place: Neighbourhood, people: dict[str, User], groups: tuple[Cooperative, ...], at: Moment) -> None:
    """Fill every page of the partnerships."""
    cooks, gardeners = groups
    _square(place, people["lotte"], gardeners, at)
    _bathhouse(place, people["fatima"], cooks, at)


def _square(place: Neighbourhood, by: User, gardeners: Cooperative, at: Moment) -> None:
    terms = replace(
        SQUARE,
        begins_on=at.ago(60).date(),
        ends_on=at.today + timedelta(days=670),
        review_on=at.today + timedelta(days=300),
        report_on=at.today + timedelta(days=35),
        people="",
    )
    known = services.begin(place, "Groen op het Zonneplein", terms, by=by, now=at.ago(110))
    table = _MeetingTable(known, by)
    city = table.seat(AgreementParty(0, PartyKind.GOVERNMENT, CITY, PublicRole.CUSTOMER, "hoofd stadsbeheer"), at, 109)
    group = table.seat(AgreementParty(0, PartyKind.GROUP, "", signs="voorzitter"), at, 108, gardeners)
    street = table.seat(AgreementParty(0, PartyKind.PEOPLE, "Straatgroep Zonneplein", signs="de trekker"), at, 107)
    letter = "brief van stadsbeheer"
    purchase = Contribution(0, city, ContributionKind.PURCHASE, "Onderhoud van 1.200 m2 groen", letter)
    table.bring(replace(purchase, amount_cents=1_850_000, period=BudgetPeriod.YEAR), at, 105)
    shed = Contribution(0, city, ContributionKind.PREMISES, "De loods achter de school", letter, below_market=True)
    table.bring(replace(shed, amount_cents=60_000, period=BudgetPeriod.YEAR), at, 104)
    hours = Contribution(0, street, ContributionKind.PEOPLE, "Water geven en opruimen", "buurtvergadering")
    table.bring(replace(hours, hours_hundredths=15_000, period=BudgetPeriod.YEAR), at, 103)
    services.propose(
        known,
        lambda text: replace(text, terms=replace(text.terms, people="Wie bij de ploeg werkt, blijft bij de ploeg.")),
        for_party=CITY,
        why="De gemeente wil weten wat er met de mensen gebeurt",
        by=by,
        now=at.ago(90),
    )
    seen = queries.newest(known).number
    answer = {
        city: SaidYes(at.ago(70).date(), "hoofd stadsbeheer", "mail met het akkoord"),
        group: SaidYes(at.ago(72).date(), "", ""),
        street: SaidYes(at.ago(71).date(), "trekker van de straatgroep", "verslag van de buurtvergadering"),
    }
    for party in known.parties:
        services.say_yes(party, answer[party.id], seen=seen, by=by, now=at.ago(70), today=at.today)
        services.show_name(party, is_public=True)
    promised = commitments.of_neighbourhood(place.id)
    services.link(known, next((each for each in promised if each.kind is CommitmentKind.PARTNERSHIP), None))
    services.publish(known, now=at.ago(60))


def _bathhouse(place: Neighbourhood, by: User, cooks: Cooperative, at: Moment) -> None:
    known = services.begin(place, "Het badhuis als buurtkeuken", BATHHOUSE, by=by, now=at.ago(40))
    table = _MeetingTable(known, by)
    city = table.seat(AgreementParty(0, PartyKind.GOVERNMENT, CITY, PublicRole.BOTH, "wethouder economie"), at, 39)
    table.seat(AgreementParty(0, PartyKind.GROUP, "", signs="voorzitter"), at, 38, cooks)
    care = AgreementParty(0, PartyKind.ANCHOR, "Zorginstelling De Brug", PublicRole.CUSTOMER, "hoofd inkoop")
    home = table.seat(care, at, 37)
    capital = Contribution(0, city, ContributionKind.MONEY, "Lid met kapitaal", "gesprek met de wethouder")
    table.bring(replace(capital, amount_cents=4_000_000, period=BudgetPeriod.ONCE), at, 30)
    surety = Contribution(
        0, city, ContributionKind.GUARANTEE, "Garantie op de lening voor de verbouwing", "gesprek met de wethouder"
    )
    table.bring(replace(surety, amount_cents=10_000_000, period=BudgetPeriod.TERM), at, 29)
    meals = Contribution(0, home, ContributionKind.PURCHASE, "Dertig maaltijden per week", "mail van inkoop")
    table.bring(replace(meals, amount_cents=3_900_000, period=BudgetPeriod.YEAR), at, 28)
    services.propose(
        known,
        lambda text: replace(
            text, terms=replace(text.terms, both="Verhuur aan anderen, verbouwen, en elke verkoop van het pand.")
        ),
        for_party=CITY,
        why="De gemeente wil niet meebeslissen over de prijs van een maaltijd",
        by=by,
        now=at.ago(12),
    )
