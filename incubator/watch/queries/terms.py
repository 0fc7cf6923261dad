"""What a mail says of a notice, as it is kept to see later what changed."""

import hashlib
import json
from typing import Any

from incubator.formats.values import LotState
from incubator.notices.models import Notice
from incubator.notices.values import NoticeStatus


def terms_of(notice: Notice) -> dict[str, Any]:
    """The terms that a reader plans by. What a notice does not say is not among them."""
    # A lot that the buyer stopped is one to plan by no more.
    running = [lot for lot in notice.content.real_lots if lot.id and lot.state is not LotState.CANCELLED]
    lots = sorted(lot.id for lot in running)
    terms: dict[str, Any] = {
        "kind": notice.kind.value,
        "value": notice.value_cents,
        "currency": notice.value_currency,
        "places": sorted(notice.places),
        "lots": lots,
        "documents": notice.documents_url,
    }
    if notice.own_status is NoticeStatus.CANCELLED:
        terms["cancelled"] = True
    if notice.deadline is not None:
        terms |= {"deadline": notice.deadline.isoformat(), "day_only": notice.deadline_day_only}
    return {name: term for name, term in terms.items() if term not in (None, [])}


def digest_of_terms(terms: dict[str, Any]) -> str:
    """The same for the same terms."""
    return hashlib.sha256(json.dumps(terms, sort_keys=True).encode()).hexdigest()
