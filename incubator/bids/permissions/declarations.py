"""Who may fill in a UEA: the cooperative that declares; for a firm outside who leads the bid."""

from incubator.accounts.models import User
from incubator.bids.models import Declaration, Partner, PartnerState
from incubator.cooperatives import permissions


def may_see_declaration(viewer: User, known: Declaration) -> bool:
    """Loading within sight of the cooperative that fills it in has already decided."""
    return known is not None


def may_fill_in(viewer: User, known: Declaration) -> bool:
    """Who works in the cooperative that declares; of who withdrew nothing changes any more."""
    group = known.partner.cooperative or known.partner.bid.cooperative
    return known.partner.state is PartnerState.AGREED and permissions.may_work(viewer, group)


def may_change_partner(viewer: User, partner: Partner) -> bool:
    """Who leads the bid."""
    return permissions.may_work(viewer, partner.bid.cooperative)


def may_see_own_part(viewer: User, partner: Partner) -> bool:
    """Loading within sight of the cooperative that was asked has already decided."""
    return partner is not None


def may_answer_for(viewer: User, partner: Partner) -> bool:
    """Who works in the cooperative that was asked."""
    return partner.cooperative is not None and permissions.may_work(viewer, partner.cooperative)
