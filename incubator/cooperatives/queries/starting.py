"""What the incubator knows of a group outside its dossier: who takes part and where it is. Forms begin with it."""

from collections.abc import Sequence

from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.cooperatives.queries.facts import holding_values
from incubator.cooperatives.queries.groups import municipality_name, participants, participants_of


def starting_values(group: Cooperative) -> dict[str, object]:
    """What holds, by key; and where nothing does, what the group told the incubator already."""
    return known_elsewhere(group) | holding_values(group)


def known_elsewhere(group: Cooperative) -> dict[str, object]:
    """The founders, the contact person and the places of a group, as far as its page names them."""
    return _known_of(group, participants(group))


def known_elsewhere_of(groups: Sequence[Cooperative]) -> dict[int, dict[str, object]]:
    """The same for several groups, by their number, in one question."""
    people = participants_of(groups)
    return {group.id: _known_of(group, people[group.id]) for group in groups}


def _known_of(group: Cooperative, participating: Sequence[Participation]) -> dict[str, object]:
    people = [part for part in participating if part.role is not ParticipationRole.OBSERVER and part.user.is_active]
    first = [part.user for part in people if part.role is ParticipationRole.COORDINATOR][:1]
    founders = [{"name": part.user.name, "email": part.user.email or ""} for part in people]
    municipality = municipality_name(group)
    places = [municipality] if municipality else []
    known: dict[str, object] = {
        "people.founders": founders,
        "identity.neighbourhood": group.neighbourhood,
        "identity.seat": municipality,
        "offer.places": places,
    }
    for coordinator in first:
        known |= {"contact.name": coordinator.name, "contact.email": coordinator.email}
    return {key: value for key, value in known.items() if value}
