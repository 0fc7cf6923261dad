"""What someone may do with a partnership: as one of the neighbourhood, or for a group that is a party."""

from incubator.accounts.models import User
from incubator.cooperatives import permissions as groups
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.partnerships.models import Partnership, PartnershipParty


def may_see(viewer: User, known: Partnership) -> bool:
    """Loading within sight has already decided."""
    return known is not None


def may_propose(viewer: User, known: Partnership) -> bool:
    """Propose another text: who takes part in the neighbourhood."""
    return neighbourhoods.may_build(viewer, known.neighbourhood)


def may_decide(viewer: User, known: Partnership) -> bool:
    """Make it public, end it, link its promise: drivers, and the manager."""
    return neighbourhoods.may_drive(viewer, known.neighbourhood)


def may_change_party(viewer: User, party: PartnershipParty) -> bool:
    """Another role or function of a party, or a party less."""
    return neighbourhoods.may_build(viewer, party.partnership.neighbourhood)


def may_note_yes(viewer: User, party: PartnershipParty) -> bool:
    """Write down the yes of who has no account here: drivers, and the manager. A group says it itself."""
    return party.cooperative_id is None and neighbourhoods.may_drive(viewer, party.partnership.neighbourhood)


def may_read(viewer: User, party: PartnershipParty) -> bool:
    """Of a group that is a party: loading within sight has already decided."""
    return party is not None


def may_answer(viewer: User, party: PartnershipParty) -> bool:
    """Say yes or propose for a group: its coordinators, and the manager."""
    return party.cooperative is not None and groups.may_coordinate(viewer, party.cooperative)
