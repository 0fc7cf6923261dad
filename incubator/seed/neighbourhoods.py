"""The neighbourhood of the demo. Other features fill its parts; each does so in a module of its own here."""

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.neighbourhood import services
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import NeighbourhoodRole
from incubator.seed.moment import Moment

UTRECHT = "GM0344"


def neighbourhood(people: dict[str, User], groups: tuple[Cooperative, ...], at: Moment) -> Neighbourhood:
    """The Zonnewijk, with two drivers and two who take part."""
    place = services.start("Zonnewijk", UTRECHT, "Zonnewijk-Noord\nZonneplein en omgeving", now=at.ago(300))
    for name, role in (
        ("fatima", NeighbourhoodRole.DRIVER),
        ("lotte", NeighbourhoodRole.DRIVER),
        ("aisha", NeighbourhoodRole.PARTICIPANT),
        ("samuel", NeighbourhoodRole.PARTICIPANT),
    ):
        services.join(place, people[name], role, today=at.ago(280).date())
    return place
