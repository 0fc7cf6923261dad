"""The money map of the demo: nine places, sixteen flows with their source, a version that was kept, and a study."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from incubator.accounts.models import User
from incubator.moneymap.models import MoneyNode
from incubator.moneymap.services import maps, studies, versions
from incubator.moneymap.values import FlowAnswers, FlowCertainty, NodeAnswers, NodeKind, Whereabouts
from incubator.moneymap.values.studies import StudyAnswers
from incubator.neighbourhood.models import Neighbourhood
from incubator.seed.moment import Moment

HERE, THERE = Whereabouts.HERE, Whereabouts.ELSEWHERE
FACT, ESTIMATE, GUESS = FlowCertainty.FACT, FlowCertainty.ESTIMATE, FlowCertainty.GUESS
FlowRow: TypeAlias = tuple[str, str, int, str, FlowCertainty, str, str]
# By a short name: name, kind, where, and what it had more after the year, in euros.
PLACES = {
    "homes": ("Huishoudens", NodeKind.HOUSEHOLDS, HERE, 150_000),
    "city": ("Gemeente", NodeKind.GOVERNMENT, THERE, None),
    "state": ("Rijk", NodeKind.GOVERNMENT, THERE, None),
    "housing": ("Woningcorporatie Zonhof", NodeKind.ANCHOR, THERE, None),
    "care": ("Zorgcentrum De Linde", NodeKind.ANCHOR, HERE, 0),
    "shops": ("Winkels Zonneplein", NodeKind.FIRM, HERE, 20_000),
    "coop": ("Coöperatie Groen Zonnewijk", NodeKind.COOPERATIVE, HERE, 10_000),
    "fund": ("Buurtfonds", NodeKind.FUND, HERE, 5_000),
    "elsewhere": ("Bedrijven elders", NodeKind.ELSEWHERE, THERE, None),
}
# From, to, euros, what for, how sure, source, who says so.
FLOWS: tuple[FlowRow, ...] = (
    (
        "state",
        "homes",
        9_800_000,
        "Uitkeringen en pensioenen",
        ESTIMATE,
        "Kerncijfers wijken en buurten (CBS), omgerekend",
        "",
    ),
    ("elsewhere", "homes", 14_200_000, "Loon", ESTIMATE, "Kerncijfers wijken en buurten (CBS), omgerekend", ""),
    ("care", "homes", 620_000, "Loon", FACT, "Jaarrekening De Linde", "penningmeester De Linde"),
    ("shops", "homes", 310_000, "Loon", ESTIMATE, "Gesprek met de winkeliersvereniging", "voorzitter winkeliers"),
    ("coop", "homes", 120_000, "Loon", FACT, "Jaarrekening van de coöperatie", ""),
    ("homes", "housing", 7_900_000, "Huur", ESTIMATE, "1.050 woningen × gemiddelde huur", ""),
    ("homes", "shops", 1_450_000, "Boodschappen", GUESS, "Buurtavond in De Spil", "12 bewoners"),
    ("homes", "elsewhere", 11_600_000, "Boodschappen", GUESS, "Buurtavond in De Spil", "12 bewoners"),
    ("homes", "elsewhere", 3_900_000, "Energie", ESTIMATE, "Gemiddelde rekening × aantal huishoudens", ""),
    (
        "shops",
        "elsewhere",
        1_120_000,
        "Inkoop",
        ESTIMATE,
        "Gesprek met de winkeliersvereniging",
        "voorzitter winkeliers",
    ),
    ("city", "care", 2_300_000, "Zorg en ondersteuning", FACT, "Programmabegroting van de gemeente", ""),
    (
        "care",
        "elsewhere",
        1_660_000,
        "Schoonmaak en catering",
        FACT,
        "Jaarrekening De Linde",
        "penningmeester De Linde",
    ),
    ("care", "coop", 20_000, "Groen", FACT, "Contract met De Linde", ""),
    ("city", "coop", 150_000, "Groen", FACT, "Gunning van de gemeente", ""),
    ("coop", "elsewhere", 35_000, "Inkoop", FACT, "Jaarrekening van de coöperatie", ""),
    ("coop", "fund", 5_000, "Bijdrage aan de buurt", FACT, "Besluit van de ledenvergadering", ""),
)
STUDY = StudyAnswers(
    organisation="Coöperatie Groen Zonnewijk",
    year=0,
    local_means="Alles binnen de gemeente Utrecht",
    turnover_cents=200_000_00,
    wages_cents=120_000_00,
    suppliers_cents=30_000_00,
    wages_share=5500,
    suppliers_share=4000,
    people_asked=8,
    people_answered=6,
    suppliers_asked=5,
    suppliers_answered=4,
    source="Jaarrekening van de coöperatie",
    other_name="Landelijk groenbedrijf",
    other_wages_cents=60_000_00,
    other_suppliers_cents=0,
    is_public=True,
)


def money_map(place: Neighbourhood, people: dict[str, User], at: Moment) -> None:
    """The map of last year, a version of two months ago with fewer flows, and the study of the gardeners."""
    year, drawer = at.today.year - 1, people["lotte"]
    nodes: dict[str, MoneyNode] = {}
    for key, (name, kind, where, more) in PLACES.items():
        cents = None if more is None else more * 100
        answers = NodeAnswers(name, kind, where, cents, year if cents is not None else None)
        nodes[key] = maps.add_node(place, answers, by=drawer, now=at.ago(90))
    for number, row in enumerate(FLOWS):
        if number == len(FLOWS) - 4:
            versions.keep(
                place, "Na de buurtavond in De Spil", year, today=at.ago(60).date(), by=drawer, now=at.ago(60)
            )
        maps.add_flow(place, _answers(nodes, row, year, at.ago(75).date()), by=drawer, now=at.ago(75))
    asked_on = at.ago(45).date()
    studies.add(place, replace(STUDY, year=year, surveyed_on=asked_on), by=drawer, now=at.ago(40))
    maps.publish(place, public=True, now=at.ago(30))


def _answers(nodes: dict[str, MoneyNode], row: FlowRow, year: int, told_on: date) -> FlowAnswers:
    payer, receiver, euros, category, certainty, source, told_by = row
    return FlowAnswers(
        nodes[payer].id,
        nodes[receiver].id,
        euros * 100,
        year,
        category,
        certainty,
        source,
        told_by,
        told_on if told_by else None,
    )
