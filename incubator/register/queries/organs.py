"""What the statutes of a day say about membership."""

from datetime import date

from incubator.cooperatives.models import Cooperative
from incubator.register import rules
from incubator.register.values import EventKind
from incubator.statutes import queries as statutes_queries
from incubator.statutes.rules.organs import organ
from incubator.statutes.values import Statutes, read


def statutes_in_force(group: Cooperative, day: date) -> Statutes:
    """The statutes that held that day, else those of the newest deed, else what the group is working on."""
    # Before the deed there is no law between members; answers of today are the best that is known.
    version = statutes_queries.effective(group, day) or statutes_queries.effective(group)
    return read(version.answers if version is not None else statutes_queries.answers(group))


def organ_that_admits(statutes: Statutes) -> str:
    """The body that decides on admission (BW 2:33): the board, unless the statutes name another."""
    return organ(statutes.admission.organ) or rules.BOARD


def organ_that_ends(statutes: Statutes, kind: EventKind) -> str:
    """The body that ends a membership or expels (BW 2:35(2) and (4)): the board, unless the statutes name another."""
    named = {
        EventKind.TERMINATION: statutes.termination_by_coop.organ,
        EventKind.EXPULSION: statutes.expulsion.organ,
    }
    return organ(named.get(kind, "")) or rules.BOARD
