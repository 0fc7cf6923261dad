"""Where an entry of the agenda leads."""

from incubator.cooperatives.models import Cooperative
from incubator.duties.values import Duty


def page_of(group: Cooperative, duty: Duty) -> str:
    """The page on which a duty is written down as done."""
    return f"/cooperaties/{group.slug}/plichten/{duty.key}"
