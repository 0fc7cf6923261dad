"""What the small world of the whole-site tests has of a power map."""

from datetime import date
from typing import Any

from incubator.core import clock
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.powermap.queries import maps as queries
from incubator.powermap.services import maps, versions
from incubator.powermap.values import PowerKind, PowerStance, PowerTerms, PowerTie, PowerTied


def power_world(place: Neighbourhood) -> dict[str, Any]:
    """Two names with a relation and a position, and a version that was kept."""
    when: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
    heard = StatedGround(Certainty.ESTIMATE, "", "kerngroep", date(2026, 11, 1))
    first, second = (
        maps.add_actor(place, PowerTerms(name, PowerKind.ORGANISATION, 8, 9, "", None, None, heard), **when)
        for name in ("Gemeente", "Corporatie")
    )
    relation = maps.put_relation(place, PowerTied(first.id, second.id, PowerTie.DECIDES), heard, **when)
    proposal = maps.put_proposal(place, "Een werkplaats", now=when["now"])
    maps.state_position(proposal, first, PowerStance.FOR, heard, **when)
    kept = versions.keep_power(place, "Eerste", **when)
    return {
        "power_actor": first.id,
        "power_other": second.id,
        "power_relation": relation.id,
        "power_proposal": proposal.id,
        "power_version": kept.id,
    }


def more_power(place: Neighbourhood, number: int) -> None:
    """Of everything on the power map one more: two names, a relation, a proposal, a position, a version."""
    when: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
    heard = StatedGround(Certainty.ESTIMATE, "", "kerngroep", clock.today())
    first, second = (
        maps.add_actor(place, PowerTerms(name, PowerKind.GROUP, 8, 9, "", None, None, heard), **when)
        for name in (f"Groep {number}", f"Ploeg {number}")
    )
    maps.put_relation(place, PowerTied(first.id, second.id, PowerTie.PAYS), heard, **when)
    proposal = maps.put_proposal(place, f"Voorstel {number}", now=when["now"])
    for known in queries.proposals(place.id):
        maps.state_position(known, first, PowerStance.AGAINST, heard, **when)
    maps.state_position(proposal, second, PowerStance.FOR, heard, **when)
    versions.keep_power(place, f"Versie {number}", **when)
