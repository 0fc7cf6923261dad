"""Which of the three origins a bid has: no notice does not mean that a client asked. Plain Python."""

from incubator.bids.values.documents import ProcurementRoute
from incubator.bids.values.origins import WorkOrigin

# A challenge is answered with a decision of the municipality and no contract may follow: what it gets is a proposal, and no quotation.
DIRECT_ROUTES = {
    WorkOrigin.CHALLENGE: ProcurementRoute.CHALLENGE,
    WorkOrigin.REQUEST: ProcurementRoute.PRIVATE,
}


def origin_of(*, has_notice: bool, is_of_challenge: bool) -> WorkOrigin:
    """The one place that tells the three apart."""
    if has_notice:
        return WorkOrigin.NOTICE
    return WorkOrigin.CHALLENGE if is_of_challenge else WorkOrigin.REQUEST
