"""Everyone in a bid with what is known of each: read in as many questions for ten as for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from incubator.bids.models import Bid, Partner
from incubator.bids.queries import declarations, partners
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.formats.espd_values import EspdRequest

OF_PAGE = ("contact.name", "contact.email")  # what the page of a group knows and its dossier may not


@dataclass(frozen=True, slots=True)
class Bidders:
    """Who takes part, what the dossier of each says, under which name it stands in papers, and what is asked of all."""

    taking_part: tuple[Partner, ...]
    facts: Mapping[int, Mapping[str, Any]]  # by the number of the cooperative
    identities: Mapping[int, tuple[str, str]]  # by the row of the partner
    request: EspdRequest

    def facts_of(self, partner: Partner) -> Mapping[str, Any]:
        """What the dossier of a partner says; of a firm outside nothing is known."""
        return self.facts.get(partner.cooperative_id or 0, {})


def bidders_of(bid: Bid) -> Bidders:
    named = partners.partners(bid)
    groups = [partner.cooperative for partner in named if partner.cooperative is not None]
    return Bidders(
        taking_part=tuple(partner for partner in named if partner.state not in partners.OUT),
        facts=facts_of(groups),
        identities=partners.identities(named),
        request=declarations.request_of(bid),
    )


def facts_of(groups: Sequence[Cooperative]) -> dict[int, dict[str, Any]]:
    """What the dossier of each cooperative holds, and what its page knows."""
    held, elsewhere = cooperatives.holding_values_of(groups), cooperatives.known_elsewhere_of(groups)
    facts = {}
    for group in groups:
        named = {key: elsewhere[group.id][key] for key in OF_PAGE if key in elsewhere[group.id]}
        facts[group.id] = {**named, **held.get(group.id, {})}
    return facts
