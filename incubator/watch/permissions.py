"""Who may look at and judge what was found: the cooperative itself; its coaches look along."""

from incubator.accounts.models import User
from incubator.cooperatives import permissions
from incubator.cooperatives import queries as cooperatives
from incubator.watch.models import Match, WatchProfile, WorkRequest


def may_see_match(viewer: User, match: Match) -> bool:
    """Loading within sight has already decided."""
    return match is not None


def may_judge(viewer: User, match: Match) -> bool:
    return permissions.may_work(viewer, match.profile.cooperative)


def may_see_profile(viewer: User, watch: WatchProfile) -> bool:
    """Loading within sight has already decided."""
    return watch is not None


def may_change_profile(viewer: User, watch: WatchProfile) -> bool:
    return permissions.may_record(viewer, watch.cooperative)


def may_subscribe(viewer: User, watch: WatchProfile) -> bool:
    """Everyone who takes part, also who only looks along."""
    return cooperatives.role_in(viewer, watch.cooperative) is not None


def may_connect(viewer: User, watch: WatchProfile) -> bool:
    """Say to which system of the group its matches go: that system gets them without anybody signing in."""
    return permissions.may_coordinate(viewer, watch.cooperative)


def may_see_request(viewer: User, asked: WorkRequest) -> bool:
    """Loading within sight has already decided."""
    return asked is not None


def may_handle_request(viewer: User, asked: WorkRequest) -> bool:
    return permissions.may_work(viewer, asked.cooperative)
