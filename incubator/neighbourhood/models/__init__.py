"""The tables of a neighbourhood: the place, and who takes part."""

from incubator.neighbourhood.models.places import Neighbourhood, NeighbourhoodPerson

__all__ = ["Neighbourhood", "NeighbourhoodPerson"]
