"""The tables of a neighbourhood: the place, who takes part, its groups, its buildings and its story."""

from incubator.neighbourhood.models.buildings import Building, BuildingStatement
from incubator.neighbourhood.models.grounds import StatementGround
from incubator.neighbourhood.models.groups import NeighbourhoodGroup
from incubator.neighbourhood.models.invitations import NeighbourhoodInvitation
from incubator.neighbourhood.models.places import Neighbourhood, NeighbourhoodPerson
from incubator.neighbourhood.models.stories import StoryVersion

__all__ = [
    "Building",
    "BuildingStatement",
    "Neighbourhood",
    "NeighbourhoodGroup",
    "NeighbourhoodInvitation",
    "NeighbourhoodPerson",
    "StatementGround",
    "StoryVersion",
]
