"""The neighbourhood of the demo. Other features fill its parts; each does so in a module of its own here."""

from collections.abc import Sequence

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.neighbourhood import services
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import buildings, stories
from incubator.neighbourhood.services import groups as asking
from incubator.neighbourhood.values import (
    BuildingState,
    BuildingTerms,
    BuildingUse,
    Certainty,
    NeighbourhoodRole,
    SaidOfBuilding,
    StatedGround,
    StatementAbout,
)
from incubator.seed.moment import Moment

UTRECHT = "GM0344"
FIRST_STORY = """De Zonnewijk is gebouwd in de jaren vijftig. Er wonen ongeveer achtduizend mensen. Veel mensen werken hard,
maar het geld dat ze verdienen en uitgeven verlaat de wijk weer snel.

## Wat er speelt

- De schoonmaak, het groen en de zorg doen bedrijven van buiten.
- Twee winkels aan het Zonneplein staan leeg.
"""
STORY = (
    FIRST_STORY
    + """- De buurtkamer moet volgend jaar haar pand uit.

## Wat we willen

We willen dat werk in de wijk ook werk van de wijk wordt. Drie groepen zijn begonnen: koks, schoonmakers en hoveniers. We zoeken een
plek die van ons samen is, waar zij kunnen werken en waar iedereen binnen kan lopen.

## Doe je mee?

Elke eerste dinsdag van de maand zitten we om half acht in De Spil. Er is thee, en er is oppas.
"""
)


def neighbourhood(people: dict[str, User], groups: tuple[Cooperative, ...], at: Moment) -> Neighbourhood:
    """The Zonnewijk, with two drivers and two who take part, its groups, its buildings and its story."""
    place = services.start("Zonnewijk", UTRECHT, "Zonnewijk-Noord\nZonneplein en omgeving", now=at.ago(300))
    for name, role in (
        ("fatima", NeighbourhoodRole.DRIVER),
        ("lotte", NeighbourhoodRole.DRIVER),
        ("aisha", NeighbourhoodRole.PARTICIPANT),
        ("samuel", NeighbourhoodRole.PARTICIPANT),
    ):
        services.join(place, people[name], role, today=at.ago(280).date())
    _groups(place, people, groups, at)
    _buildings(place, people, at)
    stories.write(place, FIRST_STORY, by=people["fatima"], now=at.ago(200))
    stories.write(place, STORY, by=people["lotte"], now=at.ago(90))
    stories.publish(place, seen=2, now=at.ago(88))
    return place


def _groups(place: Neighbourhood, people: dict[str, User], groups: tuple[Cooperative, ...], at: Moment) -> None:
    """The cooks and the gardeners said yes; the cleaners did not answer yet."""
    cooks, cleaners, gardeners = groups[:3]
    for group, coordinator in ((cooks, people["aisha"]), (gardeners, people["lotte"])):
        asked = asking.ask(place, group.name, by=people["fatima"], now=at.ago(150))
        asking.answer(asked, agrees=True, is_public=True, by=coordinator, now=at.ago(140))
    asking.ask(place, cleaners.name, by=people["lotte"], now=at.ago(2))


def _buildings(place: Neighbourhood, people: dict[str, User], at: Moment) -> None:
    """Two that are shown, with facts and estimates, and what changed since; one that only the neighbourhood sees."""
    bathhouse = BuildingTerms("Het oude badhuis", "Zonneplein 12", BuildingUse.MEETING, True)
    corporation = StatedGround(Certainty.FACT, "brief van Zonhof", "Woningcorporatie Zonhof", at.ago(170).date())
    broker = StatedGround(Certainty.FACT, "advertentie van de makelaar", "makelaar", at.ago(30).date())
    evening = StatedGround(Certainty.ESTIMATE, "buurtavond", "bezoekers van de buurtavond", at.ago(95).date())
    wish = "Een keuken voor de koks, een werkplaats, en een buurtkamer waar iedereen binnen kan lopen."
    known = (
        SaidOfBuilding(StatementAbout.STATE, BuildingState.EMPTY.value, at.ago(400).date(), corporation),
        SaidOfBuilding(StatementAbout.STATE, BuildingState.FOR_SALE.value, at.ago(35).date(), broker),
        SaidOfBuilding(StatementAbout.OWNER, "Woningcorporatie Zonhof", None, corporation),
        SaidOfBuilding(StatementAbout.WISH, wish, None, evening),
    )
    _building(place, bathhouse, known, people["samuel"], at)
    room = BuildingTerms("Buurthuis De Spil", "Zonneplein 3", BuildingUse.MEETING, True)
    agreed = StatedGround(Certainty.FACT, "huurovereenkomst", "bestuur van De Spil", at.ago(120).date())
    rented = SaidOfBuilding(StatementAbout.STATE, BuildingState.RENTED.value, at.ago(800).date(), agreed)
    _building(place, room, (rented,), people["fatima"], at)
    plot = BuildingTerms("Het braakliggende veld", "achter de school", BuildingUse.GREEN, False)
    heard = StatedGround(Certainty.ESTIMATE, "", "een buurman", at.ago(60).date())
    garden = SaidOfBuilding(StatementAbout.WISH, "Een moestuin met de hoveniers en de school.", None, heard)
    _building(place, plot, (garden,), people["lotte"], at)


def _building(
    place: Neighbourhood, terms: BuildingTerms, known: Sequence[SaidOfBuilding], by: User, at: Moment
) -> None:
    building = buildings.add(place, terms, now=at.ago(180))
    for statement in known:
        buildings.state(building, statement, by=by, now=at.ago(20), today=at.today)
