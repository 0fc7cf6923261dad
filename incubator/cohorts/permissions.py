"""Who leads a cohort or a session, who plans one, and who looks along."""

from incubator.accounts.models import User
from incubator.accounts.permissions import is_coach, is_manager
from incubator.cohorts.models import ContactEntry, GroupGathering, Intake, Material
from incubator.cohorts.queries import cohorts, gatherings
from incubator.cohorts.queries.certificates import Certified
from incubator.cohorts.queries.peers import PeerPlace
from incubator.cooperatives.models import Cohort
from incubator.cooperatives.permissions import may_guide, may_work, takes_part


def may_look(viewer: User, cohort: Cohort) -> bool:
    """The page of who guides: coaches and the manager. A group has a page of its own."""
    return is_coach(viewer)


def may_lead(viewer: User, cohort: Cohort) -> bool:
    """Plan sessions, write to everyone, divide peers: the coaches of the cohort, and the manager."""
    return is_manager(viewer) or cohorts.leads(viewer, cohort)


def may_arrange(viewer: User, cohort: Cohort) -> bool:
    """What the cohort is called, who leads it and which groups are in it: the manager."""
    return is_manager(viewer)


def may_attend(viewer: User, gathering: GroupGathering) -> bool:
    """Loading within sight has already decided."""
    return gathering is not None


def may_fetch(viewer: User, material: Material) -> bool:
    """Loading within sight has already decided."""
    return material is not None


def may_lead_gathering(viewer: User, gathering: GroupGathering) -> bool:
    """Note who was there: the coaches of the cohort, of the group, or of the cohort that the peers are in; the manager."""
    if gathering.cooperative is not None:
        return may_guide(viewer, gathering.cooperative)
    cohort = gathering.cohort
    if cohort is None and gathering.peer_group is not None:
        cohort = gathering.peer_group.cohort
    return cohort is not None and may_lead(viewer, cohort)


def may_change_gathering(viewer: User, gathering: GroupGathering) -> bool:
    """Another day, the report, materials: who leads it; of peers also who works in one of the groups."""
    if may_lead_gathering(viewer, gathering):
        return True
    if gathering.peer_group is None:
        return False
    return any(may_work(viewer, group) for group in gatherings.groups_at(gathering))


def may_change_material(viewer: User, material: Material) -> bool:
    return may_change_gathering(viewer, material.gathering)


def may_decide(viewer: User, intake: Intake) -> bool:
    """Read an application and decide about it: coaches and managers."""
    return is_coach(viewer)


def may_correct_contact(viewer: User, entry: ContactEntry) -> bool:
    """What was noted is corrected by who wrote it, as long as that is who guides the group, and by the manager."""
    # Who guides the group no longer does not correct what is in its log.
    own = entry.author_id == viewer.id and may_guide(viewer, entry.cooperative)
    return own or is_manager(viewer)


def may_follow_up(viewer: User, entry: ContactEntry) -> bool:
    """Who guides the group, whoever wrote it down."""
    return may_guide(viewer, entry.cooperative)


def may_certify(viewer: User, certified: Certified) -> bool:
    return may_guide(viewer, certified.group)


def may_meet_peers(viewer: User, place: PeerPlace) -> bool:
    """Plan a session with peers: who works in the group."""
    return may_work(viewer, place.group)


def may_be_contact(viewer: User, place: PeerPlace) -> bool:
    """Whoever takes part decides about the own name."""
    return takes_part(viewer, place.group)
