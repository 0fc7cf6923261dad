"""What the statutes of a day say about membership."""

from datetime import date

from incubator.cooperatives.models import Cooperative
from incubator.register import rules
from incubator.register.values import EventKind
from incubator.statutes import queries as statutes_queries
from incubator.statutes.queries.in_force import in_force
from incubator.statutes.rules.meeting import EQUAL_VOTES
from incubator.statutes.rules.organs import organ
from incubator.statutes.values import Statutes, read


def statutes_in_force(group: Cooperative, day: date) -> Statutes:
    """The statutes that held that day, else those of the newest deed, else what the group is working on."""
    # Before the deed there is no law between members; answers of today are the best that is known.
    version = statutes_queries.effective(group, day) or statutes_queries.effective(group)
    return read(version.answers if version is not None else statutes_queries.answers(group))


def is_liable(group: Cooperative, *days: date | None) -> bool:
    """Whether members were liable for a deficit on any of these days (BW 2:55)."""
    asked = dict.fromkeys(filter(None, days))
    return any(statutes_in_force(group, day).liability.regime in rules.WITH_LIABILITY for day in asked)


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


def gives_more_votes(group: Cooperative, day: date) -> bool:
    """Whether the statutes of that day give certain members more than one vote (BW 2:38(1)); without a deed nobody has more."""
    version = statutes_queries.effective(group, day)
    return version is not None and read(version.answers).votes.weighting.lower() not in EQUAL_VOTES


def article_about_votes(group: Cooperative, day: date) -> str:
    """The number of the article of the statutes in force about voting; empty when there is none."""
    terms = in_force(group, day)
    term = terms.term("majority") if terms is not None else None
    return (term.article if term is not None else None) or ""
