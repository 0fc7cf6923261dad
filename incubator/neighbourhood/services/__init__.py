"""Verbs of a neighbourhood. Nothing here commits; who and when are arguments."""

from incubator.neighbourhood.services.parts import PARTS, NeighbourhoodPart, register_part
from incubator.neighbourhood.services.places import change, join, start

__all__ = ["PARTS", "NeighbourhoodPart", "change", "join", "register_part", "start"]
