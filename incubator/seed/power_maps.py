"""The power map of the demo: ten names, eight relations, two proposals, and a version from before the alderman came round."""

from typing import Any

from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.powermap.models import PowerActor, PowerProposal
from incubator.powermap.services import maps, versions
from incubator.powermap.values import PowerKind, PowerStance, PowerTerms, PowerTie, PowerTied
from incubator.seed.moment import Moment

ORGANISATION, GROUP, ROLE = PowerKind.ORGANISATION, PowerKind.GROUP, PowerKind.ROLE
# By a short name: name, kind, interest, influence, what they are for us, who said it.
NAMES = {
    "council": ("Gemeenteraad", ORGANISATION, 4, 9, "Besluit over het geld voor de wijk.", "wijkmanager"),
    "alderman": ("Wethouder werk en wijken", ROLE, 5, 9, "Kan ons een eerste opdracht geven.", "wijkmanager"),
    "manager": ("Wijkmanager", ROLE, 8, 6, "Onze ingang bij de gemeente.", "kerngroep"),
    "housing": (
        "Woningcorporatie Zonhof",
        ORGANISATION,
        7,
        8,
        "Bezit het oude badhuis en koopt schoonmaak in.",
        "kerngroep",
    ),
    "care": ("Zorgcentrum De Linde", ORGANISATION, 8, 5, "Wil eten en groen uit de wijk.", "locatiemanager De Linde"),
    "shops": (
        "Winkeliers Zonneplein",
        GROUP,
        6,
        4,
        "Kennen iedereen; zijn bang voor de huur.",
        "voorzitter winkeliers",
    ),
    "school": ("Basisschool De Zonnebloem", ORGANISATION, 7, 3, "Heeft een keuken die leeg staat.", "een ouder"),
    "homes": ("Bewonersgroep Noord", GROUP, 9, 4, "Brengt mensen op de been.", "kerngroep"),
    "owner": ("Vastgoed Het Plein", ORGANISATION, 2, 7, "Verhuurt de lege winkels.", "voorzitter winkeliers"),
    "bank": ("Streekfonds", ORGANISATION, 3, 5, "Leent aan coöperaties.", "kerngroep"),
}
TIES = (
    ("council", PowerTie.DECIDES, "alderman"),
    ("alderman", PowerTie.DECIDES, "manager"),
    ("manager", PowerTie.WORKS_WITH, "homes"),
    ("manager", PowerTie.WORKS_WITH, "housing"),
    ("housing", PowerTie.PAYS, "homes"),
    ("homes", PowerTie.OPPOSES, "owner"),
    ("shops", PowerTie.OPPOSES, "owner"),
    ("care", PowerTie.SUPPORTS, "school"),
)
PROPOSALS = (
    (
        "Het oude badhuis wordt een werkplaats van de wijk",
        (("housing", "doubts"), ("homes", "for"), ("manager", "for"), ("owner", "against"), ("shops", "for")),
    ),
    (
        "De schoonmaak van de wijkgebouwen gaat naar onze coöperatie",
        (("alderman", "doubts"), ("manager", "for"), ("care", "for"), ("council", "unknown")),
    ),
)


def power_map(place: Neighbourhood, at: Moment) -> None:
    """The map as it grew: drawn three months ago, kept two months ago, changed since."""
    when: dict[str, Any] = {"now": at.ago(90), "today": at.ago(90).date()}
    actors: dict[str, PowerActor] = {}
    for key, row in NAMES.items():
        if key != "bank":
            actors[key] = maps.add_actor(place, _terms(row, at, 90), **when)
    for first, tie, second in TIES:
        tied = PowerTied(actors[first].id, actors[second].id, tie)
        maps.put_relation(place, tied, _said("kerngroep", at, 90), **when)
    proposals = []
    for text, stances in PROPOSALS:
        proposal = maps.put_proposal(place, text, now=at.ago(85))
        proposals.append(proposal)
        for key, stance in stances:
            _state(proposal, actors[key], PowerStance(stance), at, 85)
    versions.keep_power(place, "Na de eerste avond in De Spil", now=at.ago(60), today=at.ago(60).date())
    _since(place, actors, proposals, at)


def _since(place: Neighbourhood, actors: dict[str, PowerActor], proposals: list[PowerProposal], at: Moment) -> None:
    """What changed after the version: the alderman came to visit, and the fund was found."""
    when: dict[str, Any] = {"now": at.ago(20), "today": at.ago(20).date()}
    maps.add_actor(place, _terms(NAMES["bank"], at, 20), **when)
    name, kind, _interest, influence, for_us, said_by = NAMES["alderman"]
    maps.change_actor(actors["alderman"], _terms((name, kind, 8, influence, for_us, said_by), at, 20), **when)
    _state(proposals[1], actors["alderman"], PowerStance.FOR, at, 20)


def _terms(row: tuple[str, PowerKind, int, int, str, str], at: Moment, days: int) -> PowerTerms:
    name, kind, interest, influence, for_us, said_by = row
    return PowerTerms(name, kind, interest, influence, for_us, None, None, _said(said_by, at, days))


def _said(by: str, at: Moment, days: int) -> StatedGround:
    return StatedGround(Certainty.ESTIMATE, "", by, at.ago(days).date())


def _state(proposal: PowerProposal, actor: PowerActor, stance: PowerStance, at: Moment, days: int) -> None:
    moment = at.ago(days)
    maps.state_position(proposal, actor, stance, _said("kerngroep", at, days), now=moment, today=moment.date())
