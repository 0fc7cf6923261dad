"""Pages of the member register, and of the deed that opens it."""

from incubator.register.views import (
    board,
    bringing,
    deeds,
    entries,
    joining,
    leaving,
    linking,
    members,
    own,
    returned,
    seats,
    signing,
    weights,
)
from incubator.register.views.blueprint import pages

__all__ = [
    "board",
    "bringing",
    "deeds",
    "entries",
    "joining",
    "leaving",
    "linking",
    "members",
    "own",
    "pages",
    "returned",
    "seats",
    "signing",
    "weights",
]
